package prescient.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;
import prescient.local.SuiteConfig;
import prescient.local.cycle.CycleClient;
import prescient.local.cycle.CycleRequest;
import prescient.local.service.JarCommand;

/** Starts suites one after the other on one database, with and without archives in turns. */
final class StartupBench {

    private final Path root;
    private final int rounds;
    private final Progress progress;

    StartupBench(Path root, int rounds, Progress progress) {
        this.root = root;
        this.rounds = rounds;
        this.progress = progress;
    }

    StartupReport run() throws InterruptedException, IOException {
        var home = Files.createDirectories(root.resolve(".prescient"));
        var folder = Files.createTempDirectory(home, "bench-");
        try {
            progress.say("startup: making the database");
            start(folder, JarCommand.of(root));
            var with = new ArrayList<StartupReport.Start>();
            var without = new ArrayList<StartupReport.Start>();
            for (int round = 1; round <= rounds; round++) {
                progress.say("startup: round " + round + " of " + rounds);
                with.add(start(folder, JarCommand.of(root)));
                without.add(start(folder, JarCommand.withOptions(root, "-XX:AOTMode=off")));
            }
            return new StartupReport(with, without);
        } finally {
            delete(folder);
        }
    }

    private StartupReport.Start start(Path folder, JarCommand command) throws InterruptedException {
        var config = SuiteConfig.in(root, folder).withCommand(command);
        try (var suite = Suite.start(config, Progress.silent())) {
            var seconds = new EnumMap<ServiceName, Double>(ServiceName.class);
            for (var service : ServiceName.values()) {
                seconds.put(service, Progress.seconds(suite.readyAfter(service)));
            }
            new CycleClient(suite.url(ServiceName.TRADE), suite.tokens(), suite.clock()).run(CycleRequest.defaults());
            var memory = new EnumMap<ServiceName, Double>(ServiceName.class);
            for (var service : ServiceName.values()) {
                memory.put(service, (double) suite.residentMb(service).orElseThrow());
            }
            return new StartupReport.Start(seconds, memory);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
