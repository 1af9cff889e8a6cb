package prescient.bench.cutover;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import prescient.bench.Api;
import prescient.bench.Medians;
import prescient.local.Progress;
import prescient.local.Suite;
import prescient.local.postgres.PostgresLogin;

/** An import with its verification beside a plain COPY of the same rows into the same kind of table. */
public final class ImportBench {

    private static final Duration REST = Duration.ofSeconds(2);

    private final Suite suite;
    private final Import what;
    private final int rounds;
    private final Progress progress;

    public ImportBench(Suite suite, Import what, int rounds, Progress progress) {
        this.suite = suite;
        this.what = what;
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * What is imported.
     *
     * @param schema of the table
     * @param table where the rows of the files go
     * @param folder with the files
     * @param rows how many they have
     */
    public record Import(String feature, String schema, String table, Path folder, int rows) {

        String name() {
            return schema + "." + table;
        }
    }

    /** One turn of each, in seconds. */
    public record Round(double importSeconds, double copySeconds) {

        /** COPY to import: how much of COPY's rate the import reaches. */
        public double ratio() {
            return copySeconds / importSeconds;
        }
    }

    /** All rounds. */
    public record Result(int rows, List<Round> rounds) {

        public double ratio() {
            return Medians.of(rounds.stream().map(Round::ratio).toList());
        }

        public double rowsPerSecond() {
            return rows / Medians.of(rounds.stream().map(Round::importSeconds).toList());
        }
    }

    public Result run() throws InterruptedException {
        var cutover = new CutoverApi(suite, new Api(suite.tokens()));
        var rows = what.folder().resolveSibling(what.table() + ".copy");
        var measured = new ArrayList<Round>();
        for (int round = 0; round <= rounds; round++) {
            sql("TRUNCATE " + what.name() + " CASCADE");
            sql("CHECKPOINT");
            long began = System.nanoTime();
            cutover.importFrom(what.feature(), what.folder());
            double imported = seconds(began);
            // After an import the service looks through the file once more; what follows is not to wait for that.
            Thread.sleep(REST);
            if (round == 0) {
                // The first import warms the services up and leaves the rows that COPY takes.
                copyOut(rows);
                continue;
            }
            double copied = copyIn(rows);
            measured.add(new Round(imported, copied));
            progress.say("import: round %d, %.1f s for %d rows, COPY %.1f s"
                    .formatted(round, imported, what.rows(), copied));
        }
        return new Result(what.rows(), measured);
    }

    private void copyOut(Path rows) {
        try (var connection = connect();
                var file = new FileOutputStream(rows.toFile())) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + what.name() + " TO STDOUT", file);
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException("the rows could not be copied out", failure);
        }
    }

    private double copyIn(Path rows) {
        var copy = what.schema() + ".bench_copy";
        sql("DROP TABLE IF EXISTS " + copy);
        sql("CREATE TABLE " + copy + " (LIKE " + what.name() + " INCLUDING ALL)");
        sql("CHECKPOINT");
        try (var connection = connect();
                var file = new FileInputStream(rows.toFile())) {
            long began = System.nanoTime();
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + copy + " FROM STDIN", file);
            return seconds(began);
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException("the rows could not be copied in", failure);
        } finally {
            sql("DROP TABLE IF EXISTS " + copy);
        }
    }

    private void sql(String command) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException failure) {
            throw new IllegalStateException(command + ": " + failure.getMessage(), failure);
        }
    }

    private Connection connect() {
        try {
            return suite.login().connect(PostgresLogin.DATABASE);
        } catch (SQLException failure) {
            throw new UncheckedIOException(new IOException("PostgreSQL does not answer", failure));
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
