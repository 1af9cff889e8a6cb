package prescient.local.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.postgres.Bootstrap;
import prescient.local.postgres.PostgresLogin;

/**
 * Saves the schemas with PostgreSQL's own programs. Owners and rights are part of the file; the roles themselves, and so
 * their passwords, are not.
 */
final class PgDump implements DatabaseCopy {

    static final String KIND = "pg_dump";

    private static final String FILE = "schemas.dump";

    private final PostgresLogin login;
    private final Bootstrap bootstrap;
    private final PostgresTools tools;
    private final Progress progress;

    PgDump(PostgresLogin login, Bootstrap bootstrap, PostgresTools tools, Progress progress) {
        this.login = login;
        this.bootstrap = bootstrap;
        this.tools = tools;
        this.progress = progress;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String tool() {
        return tools.version();
    }

    @Override
    public void write(Snapshot snapshot, Path folder) throws IOException, InterruptedException {
        progress.say("pg_dump saves " + snapshot.figures().rows() + " rows");
        var command = command("pg_dump", PostgresLogin.DATABASE);
        command.addAll(List.of("--format=custom", "--snapshot=" + snapshot.id(), "--file=" + folder.resolve(FILE)));
        Catalogue.schemaNames().forEach(schema -> command.add("--schema=" + schema));
        run(command, "BACKUP_FAILED");
    }

    @Override
    public void restore(Manifest manifest, Path folder, String database)
            throws SQLException, IOException, InterruptedException {
        progress.say("pg_restore brings " + manifest.figures().rows() + " rows back");
        var command = command("pg_restore", database);
        command.addAll(List.of(
                "--exit-on-error", "--single-transaction", folder.resolve(FILE).toString()));
        run(command, "RESTORE_FAILED");
        bootstrap.prepare(database);
    }

    private List<String> command(String program, String database) {
        return new ArrayList<>(List.of(
                tools.program(program),
                "--host=127.0.0.1",
                "--port=" + login.port(),
                "--username=" + login.user(),
                "--no-password",
                "--dbname=" + database));
    }

    private void run(List<String> command, String code) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        // Not an argument: those are seen by every user of the machine.
        builder.environment().put("PGPASSWORD", login.password());
        var process = builder.start();
        try (var output = process.getInputStream()) {
            var said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            var ended = process.waitFor();
            if (ended != 0) {
                throw new LauncherProblem(
                        code,
                        command.getFirst() + " ended with code " + ended + ": " + said,
                        "Correct the cause (disk, memory, version) and run the command again.");
            }
        } finally {
            process.destroy();
        }
    }
}
