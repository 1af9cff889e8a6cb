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
import prescient.database.CopiedRows;
import prescient.database.CopyText;

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
                session.query(
                        sql.select() + sql.from() + sql.inFile() + sql.inOrder(),
                        row -> sink.accept(recordOf(kind, row)));
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
        prepare(records).write();
    }

    @Override
    public Prepared prepare(List<LegacyRecord> records) {
        var parts = kinds.stream()
                .map(kind -> Part.of(kind, records))
                .filter(part -> !part.rows().isEmpty())
                .toList();
        return () -> store(parts);
    }

    private ReadAgain store(List<Part> parts) {
        var copied = bulk.writeNew(session -> copy(session, parts));
        if (copied.isEmpty()) {
            bulk.<@Nullable Object>write(session -> {
                merge(session, parts);
                return null;
            });
        }
        return new ReadAgain() {
            @Override
            public void read(Map<String, Set<String>> keys, Consumer<LegacyRecord> sink) {
                HistoryRecordTable.this.read(keys, sink);
            }

            @Override
            public boolean holds() {
                return copied.isPresent() && areShown(copied.get());
            }
        };
    }

    private boolean areShown(List<CopiedRows> copied) {
        return bulk.read(session -> {
            for (var rows : copied) {
                if (!session.shows(rows)) {
                    return false;
                }
            }
            return true;
        });
    }

    /**
     * The rows of one kind.
     *
     * @param text the same for {@code COPY}
     */
    private record Part(HistorySql<?> sql, List<HistorySql.Row> rows, CopyText text) {

        static <T> Part of(HistoryKind<T> kind, List<LegacyRecord> records) {
            var rows = new ArrayList<HistorySql.Row>();
            for (var each : records) {
                if (each.collection().equals(kind.name())) {
                    var fields = HistoryRecords.fields(kind, each.value());
                    rows.add(new HistorySql.Row(fields, each.position(), kind.doubted() ? doubt(kind, fields) : null));
                }
            }
            var sql = new HistorySql<>(kind);
            return new Part(sql, rows, sql.copy(rows));
        }
    }

    private static List<CopiedRows> copy(Bulk.Session session, List<Part> parts) throws SQLException {
        var copied = new ArrayList<CopiedRows>();
        for (var part : parts) {
            var sql = part.sql();
            copied.add(session.copyToSeeAgain(sql.table(), sql.columns(), HistorySql.POSITION, part.text()));
        }
        return copied;
    }

    private static void merge(Bulk.Session session, List<Part> parts) throws SQLException {
        for (var part : parts) {
            session.execute(
                    part.sql().upsert(i -> "?"), part.sql().arrays(part.rows()).toArray());
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
                sql.select() + sql.fromKeys(i -> "?") + sql.inFile(),
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
