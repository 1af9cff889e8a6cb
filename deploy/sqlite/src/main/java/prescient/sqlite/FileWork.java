package prescient.sqlite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import prescient.sqlite.file.LegacyFile;
import prescient.sqlite.file.SqliteFile;
import prescient.sqlite.file.StoredTable;
import prescient.sqlite.file.TableFacts;
import prescient.sqlite.kind.Clock;
import prescient.sqlite.kind.Kind;
import prescient.sqlite.kind.Kinds;
import prescient.sqlite.kind.PriceKind;
import prescient.sqlite.table.Counts;
import prescient.sqlite.table.ImportPrices;
import prescient.sqlite.table.ImportTable;
import prescient.sqlite.table.Lanes;
import prescient.sqlite.table.SourceTable;
import prescient.sqlite.table.TableJob;
import prescient.sqlite.table.Verified;
import prescient.sqlite.table.VerifyPrices;
import prescient.sqlite.table.VerifyTable;

/** What is done with one file after another. What one of them has wrong is reported; the others go on. One thread. */
final class FileWork {

    private final Schemas schemas;
    private final ImportRequest request;
    private final InstantSource clock;
    private final boolean writing;
    private final Consumer<String> progress;

    FileWork(Schemas schemas, ImportRequest request, InstantSource clock, boolean writing, Consumer<String> progress) {
        this.schemas = schemas;
        this.request = request;
        this.clock = clock;
        this.writing = writing;
        this.progress = progress;
    }

    /** A table and what is known of it. */
    private record Recognised(StoredTable table, Kind kind, Kind.Shape shape) {}

    ObjectNode on(LegacyFile file) throws SQLException {
        var report = FileReport.object()
                .put("file", file.name())
                .put("layout", file.layout())
                .put("environment", environment(file))
                .put("environment_assumed", file.account().isEmpty());
        var clean = true;
        var refused = report.putArray("refused");
        var tables = report.putObject("tables");
        try (var checksum = SideWork.checksum(file.path()).begin();
                var integrity = SideWork.integrity(file.path());
                var database = SqliteFile.open(file.path())) {
            var opened = new Opened(file, database, Files.size(file.path()), checksum.found(), integrity);
            report.put("bytes", opened.bytes()).put("sha256", opened.sha256());
            for (var table : database.tables()) {
                var recognised = recognise(table);
                if (recognised.isEmpty()) {
                    refused.add(refusal(table));
                    clean = false;
                    continue;
                }
                progress.accept(file.name() + ": " + table.name());
                var result = table(opened, recognised.get());
                clean &= result.path("clean").asBoolean();
                tables.set(table.name(), result);
            }
            var found = integrity.found();
            report.put("integrity_check", found);
            clean &= found.equals("ok");
        } catch (ImportProblem problem) {
            refused.addObject()
                    .put("code", problem.code())
                    .put("reason", problem.getMessage())
                    .put("hint", problem.hint());
            clean = false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return report.put("clean", clean);
    }

    /**
     * A file that is at work.
     *
     * @param integrity SQLite's own check; nobody waits for it, so it begins when the machine has time
     */
    private record Opened(
            LegacyFile file, SqliteFile database, long bytes, String sha256, SideWork<String> integrity) {}

    private String environment(LegacyFile file) {
        return file.account().orElse(request.environment());
    }

    /** Prices and quotes are the real market's, whichever account looked at them. */
    private String owner(LegacyFile file, Kind kind) {
        return kind.target().schema().equals("market") ? "prod" : environment(file);
    }

    private static Optional<Recognised> recognise(StoredTable table) {
        return Kinds.of(table).flatMap(kind -> kind.shape(table).map(shape -> new Recognised(table, kind, shape)));
    }

    private static ObjectNode refusal(StoredTable table) {
        var node = FileReport.object().put("table", table.name());
        table.columns().forEach(node.putArray("columns")::add);
        var kind = Kinds.of(table);
        if (kind.isEmpty()) {
            return node.put("code", "UNKNOWN_TABLE")
                    .put("reason", "No table of the old desk had this name.")
                    .put("hint", "Move the file out of the folder if it is none of the desk's.");
        }
        return node.put("code", "UNKNOWN_SHAPE")
                .put(
                        "reason",
                        "Columns without which its rows mean nothing are missing: "
                                + String.join(", ", kind.get().missing(table)) + ".")
                .put("hint", "Bring a copy whose table has them; nothing of this table was taken in.");
    }

    private ObjectNode table(Opened opened, Recognised recognised) throws SQLException {
        var file = opened.file();
        var target = recognised.kind().target();
        if (!writing || !(recognised.kind() instanceof PriceKind)) {
            opened.integrity().begin();
        }
        var connection = schemas.of(target.schema());
        var node = FileReport.object()
                .put("shape", recognised.shape().name())
                .put("target", target.schema() + "." + target.table());
        recognised.kind().extra(recognised.table()).forEach(node.putArray("extra_columns")::add);
        recognised.table().sequence().ifPresent(last -> node.put("sequence", last));
        try {
            var sources = new SourceTable(connection, target.schema());
            var clean = true;
            var proved = Optional.<Verified>empty();
            if (writing) {
                var id = sources.register(entry(opened), clock.instant());
                var written = write(opened, job(id, sources, file, recognised));
                proved = written.proved();
                finish(connection);
                node.setAll(FileReport.counts(written.counts()));
                FileReport.facts(node, written.facts());
            }
            if (!request.dryRun()) {
                var id = sources.find(file.path().toString());
                if (id.isEmpty()) {
                    return node.put("clean", false).put("verified", "never imported");
                }
                var job = job(id.getAsLong(), sources, file, recognised);
                if (proved.isEmpty()) {
                    progress.accept(file.name() + ": " + recognised.table().name() + ", row by row");
                }
                var verified = proved.isPresent() ? proved.get() : compare(opened.database(), connection, job);
                connection.rollback();
                node.set("verified", FileReport.verified(verified));
                clean = verified.isClean();
            }
            return node.put("clean", clean);
        } catch (SQLException | ImportProblem failure) {
            connection.rollback();
            throw failure;
        }
    }

    private void finish(Connection connection) throws SQLException {
        if (request.dryRun()) {
            connection.rollback();
        } else {
            connection.commit();
        }
    }

    /** @param proved what was stored, when that can be had without a comparison */
    private record Written(Counts counts, TableFacts.Summary facts, Optional<Verified> proved) {}

    private Written write(Opened opened, TableJob job) throws SQLException {
        var schema = job.kind().target().schema();
        var read = new TableFacts(job.table().columns());
        if (!(job.kind() instanceof PriceKind)) {
            var counts = new ImportTable(schemas.of(schema), job).run(opened.database(), read);
            return new Written(counts, read.summary(), Optional.empty());
        }
        try (var lanes = new Lanes(() -> schemas.another(schema))) {
            var prices = new ImportPrices(schemas.of(schema), lanes, job, request.dryRun());
            prices.read(opened.database(), read, opened.integrity()::begin);
            try (var checksum = SideWork.checksum(opened.file().path()).begin()) {
                var counts = prices.end();
                var summary = read.summary();
                var proved = prices.proved(summary);
                if (proved.isPresent()) {
                    refuseChanged(opened, checksum.found());
                }
                return new Written(counts, summary, proved);
            }
        }
    }

    /** What was read is what is in the file as long as the file has not changed since it was first looked at. */
    private static void refuseChanged(Opened opened, String sha256) {
        if (!sha256.equals(opened.sha256())) {
            throw new ImportProblem(
                    "FILE_CHANGED",
                    opened.file().name() + " was changed while it was imported.",
                    "Stop whatever writes to it, or bring a copy, and import again.");
        }
    }

    private static Verified compare(SqliteFile database, Connection connection, TableJob job) throws SQLException {
        return job.kind() instanceof PriceKind
                ? VerifyPrices.run(connection, job, database)
                : new VerifyTable(connection, job).run(database);
    }

    private TableJob job(long id, SourceTable sources, LegacyFile file, Recognised recognised) throws SQLException {
        return new TableJob(
                id,
                file.layout(),
                file.path().toString(),
                recognised.table(),
                recognised.kind(),
                new Kind.Source(owner(file, recognised.kind()), file.symbol(), new Clock(request.zone())),
                sources.archived(recognised.kind().target().table()));
    }

    private SourceTable.Entry entry(Opened opened) throws SQLException {
        var file = opened.file();
        var tables = FileReport.object();
        for (var table : opened.database().tables()) {
            var node = tables.putObject(table.name());
            recognise(table).ifPresent(known -> node.put("shape", known.shape().name()));
            table.columns().forEach(node.putArray("columns")::add);
            table.sequence().ifPresent(last -> node.put("sequence", last));
            List<String> extra = Kinds.of(table).map(kind -> kind.extra(table)).orElse(List.of());
            extra.forEach(node.putArray("extra")::add);
        }
        return new SourceTable.Entry(
                file.path().toString(),
                file.layout(),
                environment(file),
                request.zone().getId(),
                opened.bytes(),
                opened.sha256(),
                tables.toString());
    }
}
