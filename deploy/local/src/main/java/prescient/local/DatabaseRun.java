package prescient.local;

import java.util.OptionalInt;
import java.util.Random;
import prescient.local.postgres.Bootstrap;
import prescient.local.postgres.PostgresLogin;
import prescient.local.postgres.PostgresServer;
import prescient.local.state.DataFolder;
import prescient.local.state.RunLock;
import prescient.local.state.Secrets;

/**
 * PostgreSQL of a data folder without the services: for work that nothing else may disturb.
 *
 * @param login the superuser's
 * @param secrets passwords of the roles, which exist
 */
public record DatabaseRun(PostgresLogin login, Secrets secrets) {

    /** Starts it; {@code stopper} stops it. Refuses a folder on which a suite runs. */
    public static DatabaseRun start(SuiteConfig config, Progress progress, Stopper stopper)
            throws InterruptedException {
        var folder = new DataFolder(config.data());
        folder.prepare();
        stopper.step("the lock", () -> RunLock.take(folder), RunLock::close);
        Leftovers.end(folder, progress);
        var ports = Ports.choose(OptionalInt.empty(), new Random());
        var secrets = Secrets.of(folder);
        var recorder = stopper.step(
                "the run file", () -> new RunRecorder(folder, ports, config.clock(), progress), RunRecorder::end);
        var postgres = stopper.step(
                "PostgreSQL",
                () -> PostgresServer.of(folder, config.cache(), secrets, ports.postgres()),
                PostgresServer::stop);
        recorder.watch(postgres);
        stopper.step(
                "PostgreSQL",
                () -> {
                    postgres.start();
                    return postgres;
                },
                started -> {});
        recorder.write();
        new Bootstrap(postgres.login(), secrets).run();
        return new DatabaseRun(postgres.login(), secrets);
    }
}
