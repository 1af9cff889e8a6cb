package prescient.sqlite.table;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.sqlite.file.SqliteFile;
import prescient.sqlite.file.StoredTable;
import prescient.sqlite.kind.Draft;
import prescient.sqlite.kind.Row;
import prescient.sqlite.kind.Target;

/** Reads a table row by row, each with the record it becomes. One thread. */
final class RowReader {

    /** Takes a row. */
    @FunctionalInterface
    interface Sink {
        /**
         * @param number from 1
         * @param row as stored; used again
         * @param draft what it becomes; used again
         * @param archived true when the row stays out of the tables
         */
        void accept(long number, Row row, Draft draft, boolean archived) throws SQLException;
    }

    private final TableJob job;

    RowReader(TableJob job) {
        this.job = job;
    }

    void each(SqliteFile file, Sink sink) throws SQLException {
        var target = job.kind().target();
        var row = new Row(job.table());
        var draft = new Draft(target);
        var converter = job.kind().converter(job.source());
        var number = new long[1];
        file.rows(job.table(), job.kind().order(), values -> {
            row.on(values);
            draft.clear();
            converter.convert(row, draft);
            if (!draft.hasKey()) {
                draft.flag("no-key");
            }
            sink.accept(++number[0], row, draft, isArchived(target, draft));
        });
    }

    private boolean isArchived(Target target, Draft draft) {
        if (job.archived().isEmpty() || target.instant().isEmpty()) {
            return false;
        }
        var at = instant(draft.value(target.instant().get()));
        var id = draft.value(target.columns().get(1).name());
        return job.archived().stream().anyMatch(rule -> rule.covers(at, id, draft.value("ticker")));
    }

    private static @Nullable Instant instant(@Nullable String printed) {
        return printed == null
                ? null
                : OffsetDateTime.parse(printed.replace(' ', 'T') + ":00").toInstant();
    }

    /** The columns of the table that nobody knows, as their places. */
    static boolean[] extra(TableJob job) {
        var names = job.table().columns();
        List<String> unknown = job.kind().extra(job.table());
        var places = new boolean[names.size()];
        for (var i = 0; i < places.length; i++) {
            places[i] = unknown.contains(names.get(i));
        }
        return places;
    }

    static Jsonb stored(StoredTable table) {
        return new Jsonb(table.columns());
    }
}
