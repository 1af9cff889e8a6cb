package prescient.bench.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import prescient.local.postgres.PostgresLogin;

/** The installed pgloader. */
final class Pgloader {

    /** What whoever has none is told. */
    static final String MISSING = "pgloader was not found on the PATH; install it (Debian, Ubuntu: apt-get install"
            + " pgloader; macOS: brew install pgloader)";

    private final Path program;

    private Pgloader(Path program) {
        this.program = program;
    }

    /** Empty when there is none on the PATH. */
    static Optional<Pgloader> find() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "pgloader"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Pgloader::new);
    }

    /** Runs {@code instructions} with {@code folder} as the current one; returns seconds from start to end. */
    double run(Path folder, PostgresLogin login, String instructions) throws InterruptedException {
        try {
            var file = Files.writeString(folder.resolve("prices.load"), instructions);
            var builder = new ProcessBuilder(
                            program.toString(),
                            "--quiet",
                            "--on-error-stop",
                            "--no-ssl-cert-verification",
                            file.getFileName().toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", login.password());
            long began = System.nanoTime();
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            double seconds = (System.nanoTime() - began) / 1e9;
            if (code != 0) {
                throw new IllegalStateException("pgloader ended with " + code + ": " + output);
            }
            return seconds;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A table of the SQLite file into the table of the same name in {@code schema}, which is there already. */
    static String instructions(PostgresLogin login, String file, String table, String schema, String zone) {
        return """
                LOAD DATABASE
                     FROM sqlite://%s
                     INTO postgresql://%s@127.0.0.1:%d/%s
                 WITH data only, reset no sequences
                  SET timezone TO '%s', search_path TO '%s'
                 INCLUDING ONLY TABLE NAMES LIKE '%s';
                """.formatted(file, login.user(), login.port(), PostgresLogin.DATABASE, zone, schema, table);
    }
}
