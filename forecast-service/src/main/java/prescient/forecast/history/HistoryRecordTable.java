package prescient.forecast.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.database.Bulk;
import prescient.database.CopiedRows;

/** The records of a feature in their tables. */
final class HistoryRecordTable implements RecordStore {

    private final Bulk bulk;
    private final List<HistoryKind<?>> kinds;

    /** @param kinds in the order of the feature's collections */
    HistoryRecordTable(Bulk bulk, List<HistoryKind<?>> kinds) {
        this.bulk = bulk;
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        bulk.<@Nullable Object>read(session -> {
            for (var kind : kinds) {
                var sql = new HistorySql<>(kind);
                session.query(sql.select() + sql.inFile() + sql.inOrder(), row -> sink.accept(recordOf(kind, row)));
            }
            return null;
        });
    }

    @Override
    public void read(Map<String, Set<String>> keys, Consumer<LegacyRecord> sink) {
        bulk.<@Nullable Object>read(session -> {
            for (var kind : kinds) {
                var wanted = keys.getOrDefault(kind.name(), Set.of());
                if (!wanted.isEmpty()) {
                    session.byIndex();
                    find(session, kind, wanted, sink);
                }
            }
            return null;
        });
    }

    @Override
    public boolean findsByKey() {
        return true;
    }

    @Override
    public void write(List<LegacyRecord> records) {
        writeToReadAgain(records);
    }

    @Override
    public ReadAgain writeToReadAgain(List<LegacyRecord> records) {
        var written = bulk.write(session -> {
            var all = new ArrayList<Optional<CopiedRows>>();
            for (var kind : kinds) {
                var rows = rows(kind, records);
                if (!rows.isEmpty()) {
                    all.add(write(session, kind, rows));
                }
            }
            return all;
        });
        return new ReadAgain() {
            @Override
            public void read(Map<String, Set<String>> keys, Consumer<LegacyRecord> sink) {
                HistoryRecordTable.this.read(keys, sink);
            }

            @Override
            public boolean holds() {
                return written.stream().allMatch(Optional::isPresent) && areShown(written);
            }
        };
    }

    private boolean areShown(List<Optional<CopiedRows>> written) {
        return bulk.read(session -> {
            for (var rows : written) {
                if (!session.shows(rows.orElseThrow())) {
                    return false;
                }
            }
            return true;
        });
    }

    private static <T> List<HistorySql.Row> rows(HistoryKind<T> kind, List<LegacyRecord> records) {
        var rows = new ArrayList<HistorySql.Row>();
        for (var each : records) {
            if (each.collection().equals(kind.name())) {
                var fields = HistoryRecords.fields(kind, each.value());
                rows.add(new HistorySql.Row(fields, each.position(), kind.doubted() ? doubt(kind, fields) : null));
            }
        }
        return rows;
    }

    /** Answers where they are when all of them were new. */
    private static Optional<CopiedRows> write(Bulk.Session session, HistoryKind<?> kind, List<HistorySql.Row> rows)
            throws SQLException {
        var sql = new HistorySql<>(kind);
        var added = session.copyToSeeAgain(kind.table(), sql.columns(), sql.copy(rows));
        if (added.isEmpty()) {
            session.execute(sql.upsert(i -> "?"), sql.arrays(rows).toArray());
        }
        return added;
    }

    private static <T> @Nullable String doubt(HistoryKind<T> kind, List<String> fields) {
        return kind.layout().doubt(kind.layout().read(fields)).orElse(null);
    }

    private static void find(Bulk.Session session, HistoryKind<?> kind, Set<String> wanted, Consumer<LegacyRecord> sink)
            throws SQLException {
        var sql = new HistorySql<>(kind);
        var parts = wanted.stream().map(kind::partsOf).toList();
        var arrays = new ArrayList<Object>();
        for (int i = 0; i < kind.key().size(); i++) {
            int at = i;
            arrays.add(parts.stream().map(key -> key.get(at)).toArray());
        }
        session.query(
                sql.select() + sql.joinKeys(i -> "?") + sql.inFile(),
                row -> sink.accept(recordOf(kind, row)),
                arrays.toArray());
    }

    private static LegacyRecord recordOf(HistoryKind<?> kind, ResultSet row) throws SQLException {
        var fields = new ArrayList<String>(kind.columns().size());
        for (int i = 0; i < kind.columns().size(); i++) {
            fields.add(kind.columns().get(i).kind().field(row.getString(i + 1)));
        }
        long position = row.getLong(kind.columns().size() + 1);
        boolean hasNone = row.wasNull();
        var key = Objects.requireNonNull(kind.keyOf(fields), "a stored row has its key");
        return HistoryRecords.of(kind, key, fields, hasNone ? -1 : position);
    }
}
