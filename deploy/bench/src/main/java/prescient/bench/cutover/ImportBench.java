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
final class ImportBench {

    private static final Duration REST = Duration.ofSeconds(2);

    private final Suite suite;
    private final Path folder;
    private final int trades;
    private final int rounds;
    private final Progress progress;

    ImportBench(Suite suite, Path folder, int trades, int rounds, Progress progress) {
        this.suite = suite;
        this.folder = folder;
        this.trades = trades;
        this.rounds = rounds;
        this.progress = progress;
    }

    /** One turn of each, in seconds. */
    record Round(double importSeconds, double copySeconds) {

        /** COPY to import: how much of COPY's rate the import reaches. */
        double ratio() {
            return copySeconds / importSeconds;
        }
    }

    /** All rounds. */
    record Result(int trades, List<Round> rounds) {

        double ratio() {
            return Medians.of(rounds.stream().map(Round::ratio).toList());
        }

        double rowsPerSecond() {
            return trades / Medians.of(rounds.stream().map(Round::importSeconds).toList());
        }
    }

    Result run() throws InterruptedException {
        LegacyFiles.write(folder, trades);
        var cutover = new CutoverApi(suite, new Api(suite.tokens()));
        var rows = folder.resolve("trades.copy");
        var measured = new ArrayList<Round>();
        for (int round = 0; round <= rounds; round++) {
            sql("TRUNCATE trade.trades CASCADE");
            sql("CHECKPOINT");
            long began = System.nanoTime();
            cutover.importFrom("trades", folder);
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
            progress.say(
                    "import: round %d, %.1f s for %d trades, COPY %.1f s".formatted(round, imported, trades, copied));
        }
        return new Result(trades, measured);
    }

    private void copyOut(Path rows) {
        try (var connection = connect();
                var file = new FileOutputStream(rows.toFile())) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY trade.trades TO STDOUT", file);
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException("the rows could not be copied out", failure);
        }
    }

    private double copyIn(Path rows) {
        sql("DROP TABLE IF EXISTS trade.bench_trades");
        sql("CREATE TABLE trade.bench_trades (LIKE trade.trades INCLUDING ALL)");
        sql("CHECKPOINT");
        try (var connection = connect();
                var file = new FileInputStream(rows.toFile())) {
            long began = System.nanoTime();
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY trade.bench_trades FROM STDIN", file);
            return seconds(began);
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException("the rows could not be copied in", failure);
        } finally {
            sql("DROP TABLE IF EXISTS trade.bench_trades");
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
