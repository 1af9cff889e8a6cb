package prescient.trade.simulation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** The whole state of the exchange, put aside and brought back. */
@ApplicationScoped
class SnapshotTable {

    /** In the order in which they can be filled; emptied in the other. */
    private static final List<String> TABLES = List.of(
            "simulation_orders",
            "simulation_fills",
            "simulation_cash",
            "simulation_positions",
            "simulation_levels",
            "simulation_markets",
            "simulation_settlements");

    private static final String TAKE = """
            INSERT INTO simulation_snapshots (name, taken_at, state)
            SELECT $1, $2, jsonb_build_object('simulation_state', (SELECT to_jsonb(s) FROM simulation_state s)%s)
            ON CONFLICT DO NOTHING
            """.formatted(TABLES.stream()
            .map(table -> ", '%1$s', (SELECT coalesce(jsonb_agg(t), '[]') FROM %1$s t)".formatted(table))
            .reduce("", String::concat));

    // The counters go on, so that no id and no cursor is ever used for two things.
    private static final String STATE = """
            UPDATE simulation_state s SET version = s.version + 1,
                balance = (n.state -> 'simulation_state' ->> 'balance')::numeric,
                cash_seq = greatest(s.cash_seq, (n.state -> 'simulation_state' ->> 'cash_seq')::bigint)
            FROM simulation_snapshots n WHERE n.name = $1
            """;

    private static final String SHIFT_ORDERS = """
            UPDATE simulation_orders o SET due_at = o.due_at + ($2 - n.taken_at),
                received_at = o.received_at + ($2 - n.taken_at)
            FROM simulation_snapshots n WHERE n.name = $1 AND o.status = 'QUEUED'
            """;

    private final Pool pool;

    SnapshotTable(Pool pool) {
        this.pool = pool;
    }

    record Snapshot(String name, Instant takenAt, long bytes) {}

    /** Puts the state aside; false when the name is taken. */
    Uni<Boolean> take(String name, Instant now) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(name, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<List<Snapshot>> list() {
        return pool.query("""
                        SELECT name, taken_at, pg_column_size(state) AS bytes FROM simulation_snapshots
                        ORDER BY taken_at DESC, name LIMIT 1000
                        """)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Snapshot(
                                row.getString("name"),
                                row.getOffsetDateTime("taken_at").toInstant(),
                                row.getLong("bytes")))
                        .toList());
    }

    /**
     * Brings the state of a snapshot back, all or nothing. Time stood still in it: what was queued is due as much later
     * as it lay aside.
     *
     * @return false when there is no snapshot of this name
     */
    Uni<Boolean> restore(String name, Instant now) {
        return pool.withTransaction(connection -> run(connection, STATE, Tuple.of(name))
                .chain(found -> found == 0 ? Uni.createFrom().item(false) : refill(connection, name, now)));
    }

    private static Uni<Boolean> refill(SqlConnection connection, String name, Instant now) {
        var done = Uni.createFrom().item(0);
        for (var table : TABLES.reversed()) {
            done = done.chain(before -> run(connection, "DELETE FROM " + table, Tuple.tuple()));
        }
        for (var table : TABLES) {
            done = done.chain(before -> run(connection, fill(table), Tuple.of(name)));
        }
        return done.chain(before -> run(connection, SHIFT_ORDERS, Tuple.of(name, now.atOffset(ZoneOffset.UTC))))
                .replaceWith(true);
    }

    private static String fill(String table) {
        return """
                INSERT INTO %1$s SELECT r.* FROM simulation_snapshots n,
                    jsonb_populate_recordset(NULL::%1$s, n.state -> '%1$s') r
                WHERE n.name = $1
                """.formatted(table);
    }

    private static Uni<Integer> run(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).map(rows -> rows.rowCount());
    }
}
