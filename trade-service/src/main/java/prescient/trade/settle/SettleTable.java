package prescient.trade.settle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Open trades and their settlement. */
@ApplicationScoped
class SettleTable {

    private static final String SETTLE = """
            WITH decided AS (
                SELECT t.trade_id, t.shares, r.result AS outcome,
                    CASE WHEN r.result = 'void' THEN 0.5
                        WHEN t.action = 'buy_' || r.result THEN 1 ELSE 0 END AS exit_price
                FROM trades t
                JOIN jsonb_to_recordset($1::text::jsonb) AS r (market_id text, result text)
                    USING (market_id)
                WHERE t.status = 'open' AND NOT EXISTS (SELECT FROM orders o
                    WHERE o.trade_id = t.trade_id AND o.side = 'close' AND o.status = 'pending')
            ), ended AS (
                UPDATE trades t SET status = 'settled', exit_price = d.exit_price, exit_timestamp = $2,
                    realized_pnl = round(d.shares * d.exit_price, 6) - t.amount, current_pnl = NULL
                FROM decided d WHERE t.trade_id = d.trade_id AND t.status = 'open'
                RETURNING t.trade_id, t.order_id, t.market_id, t.realized_pnl,
                    round(d.shares * d.exit_price, 6) AS payout,
                    CASE WHEN d.outcome = 'void' THEN 'void'
                        WHEN d.exit_price = 1 THEN 'won' ELSE 'lost' END AS result
            ), recorded AS (
                INSERT INTO settlements (settlement_id, trade_id, market_id, result, payout, realized_pnl,
                    settled_at)
                SELECT 'settle-' || trade_id, trade_id, market_id, result, payout, realized_pnl, $2
                FROM ended
            ), freed AS (
                UPDATE orders o SET status = 'closed', updated_at = $2
                FROM ended e WHERE o.order_id = e.order_id AND o.status = 'filled'
            )
            INSERT INTO outbox (topic, message_id, payload, created_at, next_attempt_at)
            SELECT 'settlement', 'settle-' || trade_id, jsonb_build_object('settlement_id',
                'settle-' || trade_id, 'trade_id', trade_id, 'result', result, 'at', $2::timestamptz),
                $2, $2
            FROM ended
            RETURNING outbox_id, topic, message_id, payload::text AS payload
            """;

    private final Pool pool;
    private final ObjectMapper json;

    SettleTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** The markets of all open trades. */
    Uni<List<String>> openMarkets() {
        return pool.query("SELECT DISTINCT market_id FROM trades WHERE status = 'open' ORDER BY market_id")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("market_id"))
                        .toList());
    }

    /**
     * Settles all open trades of these markets, but for those being closed at this moment. A share of the right
     * outcome pays 1 dollar, of the wrong one nothing, of a void market half.
     *
     * @return how many trades it settled
     */
    Uni<Integer> settle(List<Resolution> resolutions, Instant now) {
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(text(resolutions), now.atOffset(ZoneOffset.UTC)))
                .map(RowSet::rowCount);
    }

    private String text(List<Resolution> resolutions) {
        try {
            return json.writeValueAsString(resolutions);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values are always JSON", impossible);
        }
    }
}
