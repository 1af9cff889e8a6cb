package prescient.forecast.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.database.Bulk;

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
        bulk.<@Nullable Object>write(session -> {
            for (var kind : kinds) {
                write(session, kind, records);
            }
            return null;
        });
    }

    private static <T> void write(Bulk.Session session, HistoryKind<T> kind, List<LegacyRecord> records)
            throws SQLException {
        var rows = new ArrayList<HistorySql.Row>();
        for (var each : records) {
            if (each.collection().equals(kind.name())) {
                var fields = HistoryRecords.fields(kind, each.value());
                rows.add(new HistorySql.Row(fields, each.position(), kind.doubted() ? doubt(kind, fields) : null));
            }
        }
        if (!rows.isEmpty()) {
            var sql = new HistorySql<>(kind);
            if (!session.copyNew(kind.table(), sql.columns(), sql.copy(rows))) {
                session.execute(sql.upsert(i -> "?"), sql.arrays(rows).toArray());
            }
        }
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
