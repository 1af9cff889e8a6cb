package prescient.sqlite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Consumer;
import prescient.sqlite.file.LegacyFolder;
import prescient.sqlite.table.ActiveTradesCheck;

/**
 * Takes a folder of old databases in. It can be repeated at any time: what is there already is left alone, and what a
 * killed run left undone is done. One thread; blocks.
 */
public final class SqliteImport {

    private final Schemas schemas;
    private final InstantSource clock;
    private final Consumer<String> progress;

    /**
     * @param schemas stay open
     * @param progress takes a sentence per step
     */
    public SqliteImport(Schemas schemas, InstantSource clock, Consumer<String> progress) {
        this.schemas = schemas;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Imports and compares.
     *
     * @return the report; its {@code clean} is true when every table was recognised, taken in and found equal
     * @throws ImportProblem when nothing could be begun
     */
    public ObjectNode run(ImportRequest request) {
        return each(request, true);
    }

    /** Compares only; a table that was never imported is not clean. */
    public ObjectNode verify(ImportRequest request) {
        return each(request, false);
    }

    private ObjectNode each(ImportRequest request, boolean writing) {
        // 1. find the files
        var files = LegacyFolder.find(request.folder());
        progress.accept(files.size() + " databases below " + request.folder());
        var report = FileReport.object()
                .put("dry_run", request.dryRun())
                .put("zone", request.zone().getId());
        var list = report.putArray("files");
        var clean = true;
        try {
            var work = new FileWork(schemas, request, clock, writing, progress);
            for (var file : files) {
                // 2. recognise, convert, write and read back each table of each
                var result = work.on(file);
                list.add(result);
                clean &= result.path("clean").asBoolean();
            }
            // 3. the supervisor's rows are checked against the trades
            if (!request.dryRun()) {
                report.set("active_trades_check", checked());
            }
        } catch (SQLException failure) {
            throw ImportProblem.refused(failure, "Correct the cause and repeat; what was taken in stays.");
        }
        return report.put("clean", clean);
    }

    private ObjectNode checked() throws SQLException {
        var connection = schemas.of("trade");
        var found = new ActiveTradesCheck(connection).run();
        connection.commit();
        var node = FileReport.object().put("rows", found.rows());
        found.findings().forEach((finding, ids) -> ids.forEach(node.putArray(finding)::add));
        return node;
    }
}
