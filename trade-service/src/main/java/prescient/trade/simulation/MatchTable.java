package prescient.trade.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import prescient.money.Money;
import prescient.trade.venue.FeeSchedule;
import prescient.trade.venue.FeeSchedules;

/** What a batch is decided on, and what it brings: one statement each, however many orders there are. */
@ApplicationScoped
class MatchTable {

    private static final String READ = """
            WITH batch AS (
                SELECT * FROM simulation_orders
                WHERE client_order_id = ANY($1) AND status IN ('QUEUED', 'RESTING')
            )
            SELECT s.version, s.fill_seq, s.cash_seq, s.balance,
                (SELECT coalesce(sum(round((count - filled) * limit_price, 6)), 0)
                    FROM simulation_orders WHERE status = 'RESTING') AS held,
                (SELECT coalesce(jsonb_agg(b ORDER BY due_at, order_no), '[]') FROM batch b)::text AS orders,
                (SELECT coalesce(jsonb_agg(p), '[]') FROM simulation_positions p
                    WHERE ticker IN (SELECT ticker FROM batch))::text AS positions,
                (SELECT coalesce(jsonb_agg(l), '[]') FROM simulation_levels l
                    WHERE ticker IN (SELECT ticker FROM batch))::text AS levels,
                (SELECT coalesce(jsonb_agg(f), '[]') FROM simulation_fee_schedules f
                    WHERE f.venue = $2)::text AS fees
            FROM simulation_state s
            """;

    private static final String WRITE = """
            WITH moved AS (
                UPDATE simulation_state SET version = version + 1, fill_seq = $2, cash_seq = $3, balance = $4
                WHERE version = $1
                RETURNING 1
            ), changed AS (
                UPDATE simulation_orders o SET status = c.status, code = c.code, reason = c.reason,
                    filled = c.filled, fee_carried = c.fee_carried, done_at = coalesce(o.done_at, $5),
                    updated_at = $5
                FROM jsonb_to_recordset($6::text::jsonb) AS c (client_order_id text, status text, code text,
                    reason text, filled numeric, fee_carried numeric)
                WHERE o.client_order_id = c.client_order_id AND EXISTS (SELECT FROM moved)
            ), filled AS (
                INSERT INTO simulation_fills
                SELECT f.* FROM jsonb_populate_recordset(NULL::simulation_fills, $7::text::jsonb) f
                WHERE EXISTS (SELECT FROM moved)
            ), paid AS (
                INSERT INTO simulation_cash
                SELECT c.* FROM jsonb_populate_recordset(NULL::simulation_cash, $8::text::jsonb) c
                WHERE EXISTS (SELECT FROM moved)
            ), held AS (
                INSERT INTO simulation_positions
                SELECT p.* FROM jsonb_populate_recordset(NULL::simulation_positions, $9::text::jsonb) p
                WHERE EXISTS (SELECT FROM moved)
                ON CONFLICT (ticker) DO UPDATE SET yes = EXCLUDED.yes, no = EXCLUDED.no
            ), taken AS (
                INSERT INTO simulation_levels
                SELECT l.* FROM jsonb_populate_recordset(NULL::simulation_levels, $10::text::jsonb) l
                WHERE EXISTS (SELECT FROM moved)
                ON CONFLICT (ticker, side, price) DO UPDATE
                    SET shown = EXCLUDED.shown, taken = EXCLUDED.taken, since = EXCLUDED.since
            ), known AS (
                INSERT INTO simulation_markets (ticker, close_time, due_at)
                SELECT m.ticker, m.close_time, m.due_at
                FROM jsonb_to_recordset($11::text::jsonb) AS m (ticker text, close_time timestamptz,
                    due_at timestamptz)
                WHERE EXISTS (SELECT FROM moved)
                ON CONFLICT DO NOTHING
            )
            SELECT count(*) AS moved FROM moved
            """;

    private final Pool pool;
    private final ObjectMapper json;

    MatchTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * The state as the orders of these ids need it; those that have ended are left out.
     *
     * @param venue whose fees are charged
     */
    Uni<State> read(List<String> clientOrderIds, String venue) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(clientOrderIds.toArray(String[]::new), venue))
                .map(rows -> state(rows.iterator().next()));
    }

    /** Writes all of an outcome; false, and nothing is written, when the state has moved since it was read. */
    Uni<Boolean> write(Outcome outcome, Instant now) {
        return pool.preparedQuery(WRITE)
                .execute(Tuple.from(List.of(
                        outcome.version(),
                        outcome.fillSeq(),
                        outcome.cashSeq(),
                        outcome.balance().amount(),
                        now.atOffset(ZoneOffset.UTC),
                        text(outcome.orders()),
                        text(outcome.fills()),
                        text(outcome.cash()),
                        text(outcome.positions()),
                        text(outcome.levels()),
                        text(outcome.markets()))))
                .map(rows -> rows.iterator().next().getLong("moved") == 1);
    }

    private State state(Row row) {
        return new State(
                row.getLong("version"),
                row.getLong("fill_seq"),
                row.getLong("cash_seq"),
                new Money(row.getBigDecimal("balance")),
                new Money(row.getBigDecimal("held")),
                list(row.getString("orders"), new TypeReference<List<QueuedOrder>>() {}),
                list(row.getString("positions"), new TypeReference<List<State.Position>>() {}),
                list(row.getString("levels"), new TypeReference<List<State.Taken>>() {}),
                new FeeSchedules(list(row.getString("fees"), new TypeReference<List<FeeSchedule>>() {})));
    }

    private <T> List<T> list(String text, TypeReference<List<T>> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored rows cannot be read: " + text, broken);
        }
    }

    private String text(List<?> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values are always JSON", impossible);
        }
    }
}
