package prescient.bench.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import prescient.bench.Database;
import prescient.bench.Medians;
import prescient.bench.desk.DeskCommand.Sizes;
import prescient.local.Progress;
import prescient.local.Suite;
import prescient.local.service.LauncherArchive;

/**
 * {@code ./prescient import --sqlite} of a price log, which proves every row afterwards, and pgloader with the same
 * file, in turns. Both are whole programs, from their start to their end, and both are compiled as far as they can be
 * before: of {@code ./prescient} there is the class archive that {@code warm-up} makes.
 */
final class PriceImportBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ZONE = "America/New_York";
    private static final String OURS = "market.price_log";
    private static final String SCHEMA = "bench_pgloader";
    private static final String THEIRS = SCHEMA + "." + PriceFile.TABLE;

    private final Path root;
    private final Suite suite;
    private final Pgloader pgloader;
    private final Sizes sizes;
    private final Progress progress;
    private final Database database;

    /** @param root of the project */
    PriceImportBench(Path root, Suite suite, Pgloader pgloader, Sizes sizes, Progress progress) {
        this.root = root;
        this.suite = suite;
        this.pgloader = pgloader;
        this.sizes = sizes;
        this.progress = progress;
        this.database = new Database(suite);
    }

    /** One turn of each, in seconds. */
    record Round(double importSeconds, double pgloaderSeconds) {

        /** Above 1 when the import is the faster one. */
        double ratio() {
            return pgloaderSeconds / importSeconds;
        }
    }

    /** All rounds. */
    record Result(int rows, List<Round> rounds) {

        Result {
            rounds = List.copyOf(rounds);
        }

        double ratio() {
            return Medians.of(rounds.stream().map(Round::ratio).toList());
        }
    }

    Result run(Path folder) throws InterruptedException, IOException {
        progress.say("import: making the class archive of ./prescient");
        new LauncherArchive(root).make(suite.folder().root());
        progress.say("import: writing %d prices".formatted(sizes.rows()));
        PriceFile.write(folder, sizes.rows());
        var rounds = new ArrayList<Round>();
        round(folder, true);
        for (int round = 1; round <= sizes.rounds(); round++) {
            var measured = round(folder, round % 2 == 1);
            progress.say("import: round %d, %.1f s, pgloader %.1f s, ratio %.2f"
                    .formatted(round, measured.importSeconds(), measured.pgloaderSeconds(), measured.ratio()));
            rounds.add(measured);
        }
        return new Result(sizes.rows(), rounds);
    }

    /** Who comes first changes, so that neither always finds what the other has left. */
    private Round round(Path folder, boolean importFirst) throws InterruptedException {
        double pgloaderSeconds = importFirst ? 0 : loaded(folder);
        double importSeconds = imported(folder);
        return new Round(importSeconds, importFirst ? loaded(folder) : pgloaderSeconds);
    }

    /** The table begins empty, without anything of an earlier round. */
    private double imported(Path folder) throws InterruptedException {
        database.run("TRUNCATE " + OURS + ", market.legacy_row, market.legacy_source");
        database.run("CHECKPOINT");
        var command = List.of(
                root.resolve("prescient").toString(),
                "import",
                "--json",
                "--sqlite",
                folder.toString(),
                "--data",
                suite.folder().root().toString());
        long began = System.nanoTime();
        var report = report(command);
        double seconds = (System.nanoTime() - began) / 1e9;
        var table = report.path("files").path(0).path("tables").path(PriceFile.TABLE);
        if (!report.path("clean").asBoolean() || table.path("inserted").asInt() != sizes.rows()) {
            throw new IllegalStateException("the import is not whole: " + report);
        }
        return seconds;
    }

    private JsonNode report(List<String> command) throws InterruptedException {
        var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
        // What is measured was built before, and another build would take its time.
        builder.environment().put("PRESCIENT_NO_BUILD", "1");
        try {
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the import failed: " + output);
            }
            return JSON.readTree(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A table with the same columns, checks and indexes; what the file does not have is filled in by defaults. */
    private double loaded(Path folder) throws InterruptedException {
        database.run("""
                DROP SCHEMA IF EXISTS %1$s CASCADE;
                CREATE SCHEMA %1$s;
                CREATE TABLE %2$s (LIKE %3$s INCLUDING ALL);
                ALTER TABLE %2$s ALTER symbol SET DEFAULT 'BTC-USD', ALTER venue SET DEFAULT 'coinbase';
                """.formatted(SCHEMA, THEIRS, OURS));
        database.run("CHECKPOINT");
        var instructions = Pgloader.instructions(suite.login(), PriceFile.NAME, PriceFile.TABLE, SCHEMA, ZONE);
        double seconds = pgloader.run(folder, suite.login(), instructions);
        database.require(sizes.rows(), "SELECT count(*) FROM " + THEIRS);
        // Both mean the same instants and prices, or one of them measured something else.
        database.require(0, """
                SELECT count(*) FROM %s t FULL JOIN (SELECT * FROM %s WHERE environment = 'prod') o
                USING (symbol, environment, "timestamp") WHERE t.price IS DISTINCT FROM o.price
                """.formatted(THEIRS, OURS));
        database.run("DROP SCHEMA " + SCHEMA + " CASCADE");
        return seconds;
    }
}
