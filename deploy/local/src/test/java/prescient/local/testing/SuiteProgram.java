package prescient.local.testing;

import java.io.IOException;
import java.nio.file.Path;
import prescient.local.Progress;
import prescient.local.Suite;

/** A launcher of fakes as a process of its own, for tests that kill it. */
public final class SuiteProgram {

    private SuiteProgram() {}

    /** Arguments: project folder, data folder. Says {@code ready} and runs until it is ended. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var config = FakeInstallation.suite(Path.of(arguments[0]), Path.of(arguments[1]));
        var suite = Suite.start(config, Progress.silent());
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
        System.out.println("ready " + suite.gatewayUrl());
        Thread.currentThread().join();
    }
}
