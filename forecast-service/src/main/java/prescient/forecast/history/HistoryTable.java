package prescient.forecast.history;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL on the table of one kind, for requests and jobs. Any thread; answers come on the event loop. */
public final class HistoryTable<T> {

    private final Pool pool;
    private final HistoryKind<T> kind;
    private final String select;
    private final String upsert;
    private final HistorySql<T> sql;

    public HistoryTable(Pool pool, HistoryKind<T> kind) {
        this.pool = pool;
        this.kind = kind;
        this.sql = new HistorySql<>(kind);
        this.select = sql.select();
        this.upsert = sql.upsert(i -> "$" + i);
    }

    /**
     * Stores a batch in one statement, all or nothing. Of two records with the same key the later counts; one that is
     * there already is replaced when it says something else.
     *
     * @return how many rows were written; fails with {@code IllegalArgumentException} when a part of a key is missing
     */
    public Uni<Integer> store(List<T> records) {
        var rows = new LinkedHashMap<String, HistorySql.Row>();
        for (var each : records) {
            var fields = kind.layout().write(each);
            var key = kind.keyOf(fields);
            if (key == null) {
                return Uni.createFrom()
                        .failure(new IllegalArgumentException("a part of the key is missing: " + fields));
            }
            rows.put(
                    key,
                    new HistorySql.Row(fields, -1, kind.layout().doubt(each).orElse(null)));
        }
        if (rows.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        var arrays = sql.arrays(List.copyOf(rows.values()));
        return pool.preparedQuery(upsert).execute(Tuple.from(arrays)).map(RowSet::rowCount);
    }

    /**
     * Records of the table, which the SQL calls {@code h}.
     *
     * @param rest of the statement, from {@code JOIN} or {@code WHERE} on
     * @param parameters of it
     */
    public Uni<List<T>> find(String rest, @Nullable Object... parameters) {
        return run(sql.from() + rest, parameters);
    }

    /**
     * Records of the table, of which the SQL itself says what it calls {@code h}.
     *
     * @param rest of the statement, from behind {@code FROM} on
     * @param parameters of it
     */
    public Uni<List<T>> findAmong(String rest, @Nullable Object... parameters) {
        return run("FROM " + rest, parameters);
    }

    private Uni<List<T>> run(String rest, @Nullable Object... parameters) {
        return pool.preparedQuery(select + rest)
                .execute(Tuple.from(Arrays.asList(parameters)))
                .map(this::records);
    }

    private List<T> records(RowSet<Row> rows) {
        var records = new ArrayList<T>(rows.size());
        for (var row : rows) {
            var fields = new ArrayList<String>(kind.columns().size());
            for (int i = 0; i < kind.columns().size(); i++) {
                fields.add(kind.columns().get(i).kind().field(row.getString(i)));
            }
            records.add(kind.layout().read(fields));
        }
        return records;
    }
}
