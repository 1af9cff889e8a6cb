package prescient.sqlite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import prescient.sqlite.file.Checksum;
import prescient.sqlite.kind.Kinds;
import prescient.sqlite.kind.Target;
import prescient.sqlite.table.ArchiveRule;
import prescient.sqlite.table.ArchiveTable;

/**
 * Old imported records leave the tables: prices after 12 months, fills, orders and settlements after 6 unless somebody
 * wants to keep them. They are written to a packed file first, and what left is noted, so that a later import does not
 * bring it back. One thread; blocks.
 */
public final class Archive {

    private static final int PRICE_MONTHS = 12;
    private static final int ACCOUNT_MONTHS = 6;

    private final Schemas schemas;
    private final InstantSource clock;
    private final Consumer<String> progress;

    /**
     * @param schemas stay open
     * @param progress takes a sentence per file
     */
    public Archive(Schemas schemas, InstantSource clock, Consumer<String> progress) {
        this.schemas = schemas;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Archives, or says what would be.
     *
     * @param folder takes the files; empty to say only
     * @param kept fill ids, order ids and tickers whose records stay however old they are
     */
    public ObjectNode run(Optional<Path> folder, Set<String> kept) {
        var report = FileReport.object().put("dry_run", folder.isEmpty());
        var list = report.putArray("archived");
        try {
            for (var target : targets()) {
                var rule = new ArchiveRule(target.table(), before(target), kept);
                list.add(one(schemas.of(target.schema()), target, rule, folder));
            }
        } catch (SQLException failure) {
            throw ImportProblem.refused(
                    failure, "Correct the cause and repeat; tables whose file was complete are done.");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return report;
    }

    private static List<Target> targets() {
        return Kinds.all().stream()
                .map(kind -> kind.target())
                .filter(target -> target.instant().isPresent())
                .toList();
    }

    /** Whole days, so that two runs of one day mean the same. */
    private Instant before(Target target) {
        var months = target.table().equals("price_log") ? PRICE_MONTHS : ACCOUNT_MONTHS;
        return clock.instant()
                .atZone(ZoneOffset.UTC)
                .minusMonths(months)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
    }

    private ObjectNode one(Connection connection, Target target, ArchiveRule rule, Optional<Path> folder)
            throws SQLException, IOException {
        var table = new ArchiveTable(connection, target, rule);
        var found = table.find();
        var node = FileReport.object()
                .put("table", target.schema() + "." + target.table())
                .put("before", rule.before().toString())
                .put("rows", found.rows())
                .put("kept", found.kept());
        found.oldest().ifPresent(oldest -> node.put("oldest", oldest));
        found.newest().ifPresent(newest -> node.put("newest", newest));
        if (folder.isEmpty() || found.rows() == 0) {
            connection.rollback();
            return node;
        }
        var file = free(Files.createDirectories(folder.get()), target, rule);
        progress.accept("archiving " + found.rows() + " rows of " + target.table() + " to " + file);
        try {
            var sha256 = write(table, file, found.rows());
            table.remove(file.toAbsolutePath().toString(), sha256, found.rows(), clock.instant());
            connection.commit();
            return node.put("file", file.toString()).put("sha256", sha256);
        } catch (SQLException | IOException | ImportProblem failure) {
            connection.rollback();
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    private static Path free(Path folder, Target target, ArchiveRule rule) {
        var name = target.table() + "_before_"
                + rule.before().atZone(ZoneOffset.UTC).toLocalDate();
        var file = folder.resolve(name + ".csv.gz");
        for (var number = 2; Files.exists(file); number++) {
            file = folder.resolve(name + "_" + number + ".csv.gz");
        }
        return file;
    }

    /** The file is whole and on the disk, or not there. */
    private static String write(ArchiveTable table, Path file, long rows) throws SQLException, IOException {
        var beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            long written;
            try (var output = new GZIPOutputStream(Files.newOutputStream(beside), 64 * 1024)) {
                written = table.copyTo(output);
            }
            if (written != rows) {
                throw new ImportProblem(
                        "ARCHIVE_INCOMPLETE",
                        "The file has " + written + " of " + rows + " rows.",
                        "Repeat; nothing has left the table.");
            }
            try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            return Checksum.of(file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
