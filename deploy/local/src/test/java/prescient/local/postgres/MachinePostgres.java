package prescient.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import prescient.local.Ports;
import prescient.local.state.DataFolder;
import prescient.local.state.Secrets;

/** A server made with PostgreSQL as it is installed on this machine, for tests of its own client programs. */
public final class MachinePostgres {

    private static final Path HOME = Path.of("/usr/lib/postgresql");

    private MachinePostgres() {}

    /** The newest installation with server and client programs; empty where there is none. */
    public static Optional<Path> installation() throws IOException {
        if (!Files.isDirectory(HOME)) {
            return Optional.empty();
        }
        try (var versions = Files.list(HOME)) {
            return versions.filter(version -> List.of("initdb", "postgres", "pg_dump", "pg_restore").stream()
                            .allMatch(program ->
                                    Files.isExecutable(version.resolve("bin").resolve(program))))
                    .max(Comparator.comparing(Path::toString));
        }
    }

    /** A new server of that installation, not started yet. */
    public static PostgresServer create(Path installation, DataFolder folder, Secrets secrets)
            throws IOException, InterruptedException {
        var programs = new PostgresPrograms(installation);
        var unprivileged = Unprivileged.find();
        var password = folder.root().resolve("password");
        Files.writeString(password, secrets.password(PostgresServer.SUPERUSER));
        Files.createDirectories(folder.postgres());
        unprivileged.handOver(folder.postgres());
        unprivileged.handOver(password);
        var initdb = List.of(
                programs.program("initdb"),
                "--pgdata=" + folder.postgres(),
                "--username=" + PostgresServer.SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
        var ended = new ProcessBuilder(unprivileged.command(initdb))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (ended != 0) {
            throw new IOException("initdb ended with " + ended);
        }
        var port = Ports.choose(OptionalInt.empty(), new Random()).postgres();
        var login = new PostgresLogin(port, PostgresServer.SUPERUSER, secrets.password(PostgresServer.SUPERUSER));
        return new PostgresServer(folder, programs, unprivileged, login);
    }
}
