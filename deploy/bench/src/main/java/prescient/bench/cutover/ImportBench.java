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

/**
 * An import with its verification beside a plain COPY of the same rows into the same kind of table: once with the foreign
 * keys that the imported table has, once without.
 */
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

    /**
     * One turn of each, in seconds.
     *
     * @param copySeconds into a table with the same columns, checks, indexes and foreign keys
     * @param unboundSeconds into one without foreign keys, which has less to do than the import
     */
    public record Round(double importSeconds, double copySeconds, double unboundSeconds) {

        /** COPY to import: how much of COPY's rate the import reaches. */
        public double ratio() {
            return copySeconds / importSeconds;
        }

        /** The same for COPY without foreign keys. */
        public double unboundRatio() {
            return unboundSeconds / importSeconds;
        }
    }

    /** All rounds. */
    public record Result(int rows, List<Round> rounds) {

        public double ratio() {
            return Medians.of(rounds.stream().map(Round::ratio).toList());
        }

        public double unboundRatio() {
            return Medians.of(rounds.stream().map(Round::unboundRatio).toList());
        }

        public double rowsPerSecond() {
            return rows / Medians.of(rounds.stream().map(Round::importSeconds).toList());
        }

        /** The rounds as a table for people, and their medians. */
        public void appendTo(StringBuilder text) {
            text.append("  %-8s %10s %10s %8s %22s %8s%n"
                    .formatted("round", "import s", "COPY s", "ratio", "without foreign keys s", "ratio"));
            int number = 0;
            for (var round : rounds) {
                text.append("  %-8d %10.2f %10.2f %8.2f %22.2f %8.2f%n"
                        .formatted(
                                ++number,
                                round.importSeconds(),
                                round.copySeconds(),
                                round.ratio(),
                                round.unboundSeconds(),
                                round.unboundRatio()));
            }
            text.append("  median ratio %.2f, without foreign keys %.2f, %.0f rows a second%n%n"
                    .formatted(ratio(), unboundRatio(), rowsPerSecond()));
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
            double unbound = copyIn(rows, List.of());
            double copied = copyIn(rows, foreignKeys());
            measured.add(new Round(imported, copied, unbound));
            progress.say("import: round %d, %.1f s for %d rows, COPY %.1f s, without foreign keys %.1f s"
                    .formatted(round, imported, what.rows(), copied, unbound));
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

    /** {@code LIKE} leaves them out. */
    private List<String> foreignKeys() {
        var keys = new ArrayList<String>();
        try (var connection = connect();
                var statement = connection.prepareStatement("SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                        + " WHERE contype = 'f' AND conrelid = ?::regclass")) {
            statement.setString(1, what.name());
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    keys.add(found.getString(1));
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the foreign keys were not found", failure);
        }
        return keys;
    }

    private double copyIn(Path rows, List<String> foreignKeys) {
        var copy = what.schema() + ".bench_copy";
        sql("DROP TABLE IF EXISTS " + copy);
        sql("CREATE TABLE " + copy + " (LIKE " + what.name() + " INCLUDING ALL)");
        foreignKeys.forEach(key -> sql("ALTER TABLE " + copy + " ADD " + key));
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
