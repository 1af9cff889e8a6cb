package prescient.trade.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import prescient.trade.kalshi.KalshiBalance;
import prescient.trade.kalshi.KalshiFill;
import prescient.trade.kalshi.KalshiOrder;
import prescient.trade.kalshi.KalshiPage;
import prescient.trade.kalshi.KalshiPosition;
import prescient.trade.kalshi.KalshiSettlement;

/**
 * Writes what a venue told into the copy of the account. Every method is one statement for a whole page and may be
 * repeated: each answers how many rows are new or different now.
 */
@ApplicationScoped
class AccountTable {

    private static final String FILLS = """
            INSERT INTO account_fills AS t (environment, fill_id, order_id, ticker, side, action, count, yes_price,
                no_price, fee, is_taker, filled_at, raw)
            SELECT DISTINCT ON (fill_id) $1, fill_id, order_id, ticker, side, action, count, yes_price, no_price, fee,
                is_taker, filled_at, raw
            FROM jsonb_to_recordset($2::text::jsonb) AS f (fill_id text, order_id text, ticker text, side text,
                action text, count numeric, yes_price numeric, no_price numeric, fee numeric, is_taker boolean,
                filled_at timestamptz, raw text)
            ON CONFLICT (environment, fill_id) DO UPDATE
                SET raw = EXCLUDED.raw, fee = coalesce(t.fee, EXCLUDED.fee) WHERE t.raw IS NULL
            """;

    // Of two stories about one order the later one holds; at the same time, the one in which more was done.
    private static final String ORDERS = """
            INSERT INTO account_orders AS t (environment, order_id, client_order_id, ticker, status, action, side, type,
                yes_price, no_price, initial_count, remaining_count, fill_count, maker_fees, taker_fees,
                maker_fill_cost, taker_fill_cost, queue_position, order_group_id, self_trade_prevention_type,
                created_at, updated_at, expires_at, raw)
            SELECT DISTINCT ON (order_id) $1, order_id, client_order_id, ticker, status, action, side, type,
                yes_price, no_price, initial_count, remaining_count, fill_count, maker_fees, taker_fees,
                maker_fill_cost, taker_fill_cost, queue_position, order_group_id, self_trade_prevention_type,
                created_at, updated_at, expires_at, raw
            FROM jsonb_to_recordset($2::text::jsonb) AS o (order_id text, client_order_id text, ticker text,
                status text, action text, side text, type text, yes_price numeric, no_price numeric,
                initial_count numeric, remaining_count numeric, fill_count numeric, maker_fees numeric,
                taker_fees numeric, maker_fill_cost numeric, taker_fill_cost numeric, queue_position numeric,
                order_group_id text, self_trade_prevention_type text, created_at timestamptz,
                updated_at timestamptz, expires_at timestamptz, raw text)
            ORDER BY order_id, updated_at DESC, fill_count DESC NULLS LAST
            ON CONFLICT (environment, order_id) DO UPDATE SET client_order_id = EXCLUDED.client_order_id,
                ticker = EXCLUDED.ticker, status = EXCLUDED.status, action = EXCLUDED.action, side = EXCLUDED.side,
                type = EXCLUDED.type, yes_price = EXCLUDED.yes_price, no_price = EXCLUDED.no_price,
                initial_count = EXCLUDED.initial_count, remaining_count = EXCLUDED.remaining_count,
                fill_count = EXCLUDED.fill_count, maker_fees = EXCLUDED.maker_fees, taker_fees = EXCLUDED.taker_fees,
                maker_fill_cost = EXCLUDED.maker_fill_cost, taker_fill_cost = EXCLUDED.taker_fill_cost,
                queue_position = EXCLUDED.queue_position, order_group_id = EXCLUDED.order_group_id,
                self_trade_prevention_type = EXCLUDED.self_trade_prevention_type, created_at = EXCLUDED.created_at,
                updated_at = EXCLUDED.updated_at, expires_at = EXCLUDED.expires_at, raw = EXCLUDED.raw
            WHERE t.updated_at IS NULL OR EXCLUDED.updated_at > t.updated_at
                OR (EXCLUDED.updated_at = t.updated_at
                    AND (EXCLUDED.status, EXCLUDED.fill_count, EXCLUDED.remaining_count)
                        IS DISTINCT FROM (t.status, t.fill_count, t.remaining_count)
                    AND coalesce(EXCLUDED.fill_count, 0) >= coalesce(t.fill_count, 0)
                    AND t.status NOT IN ('executed', 'canceled'))
            """;

    private static final String SETTLEMENTS = """
            INSERT INTO account_settlements AS t (environment, ticker, settled_at, market_result, yes_count,
                yes_total_cost, no_count, no_total_cost, revenue, fee, raw)
            SELECT DISTINCT ON (ticker, settled_at) $1, ticker, settled_at, result, yes_count, yes_total_cost, no_count,
                no_total_cost, revenue, fee, raw
            FROM jsonb_to_recordset($2::text::jsonb) AS s (ticker text, settled_at timestamptz, result text,
                yes_count numeric, yes_total_cost numeric, no_count numeric, no_total_cost numeric, revenue numeric,
                fee numeric, raw text)
            ON CONFLICT (environment, ticker, settled_at) DO UPDATE SET market_result = EXCLUDED.market_result,
                yes_count = EXCLUDED.yes_count, yes_total_cost = EXCLUDED.yes_total_cost,
                no_count = EXCLUDED.no_count, no_total_cost = EXCLUDED.no_total_cost, revenue = EXCLUDED.revenue,
                fee = EXCLUDED.fee, raw = EXCLUDED.raw
            WHERE (t.market_result, t.yes_count, t.yes_total_cost, t.no_count, t.no_total_cost, t.revenue, t.fee)
                IS DISTINCT FROM (EXCLUDED.market_result, EXCLUDED.yes_count, EXCLUDED.yes_total_cost,
                    EXCLUDED.no_count, EXCLUDED.no_total_cost, EXCLUDED.revenue, EXCLUDED.fee)
            """;

    private static final String POSITIONS = """
            WITH told AS (
                SELECT DISTINCT ON (ticker) *
                FROM jsonb_to_recordset($2::text::jsonb) AS p (ticker text, position numeric, exposure numeric,
                    total_traded numeric, realized_pnl numeric, fees numeric, resting_orders numeric,
                    updated_at timestamptz, raw text)
            ), gone AS (
                UPDATE account_positions SET gone_at = $3
                WHERE environment = $1 AND gone_at IS NULL AND ticker NOT IN (SELECT ticker FROM told)
                RETURNING ticker
            ), kept AS (
                INSERT INTO account_positions AS t (environment, ticker, position, market_exposure, total_traded,
                    realized_pnl, fees_paid, resting_orders_count, updated_at, raw)
                SELECT $1, ticker, position, exposure, total_traded, realized_pnl, fees, resting_orders, updated_at, raw
                FROM told
                ON CONFLICT (environment, ticker) DO UPDATE SET position = EXCLUDED.position,
                    market_exposure = EXCLUDED.market_exposure, total_traded = EXCLUDED.total_traded,
                    realized_pnl = EXCLUDED.realized_pnl, fees_paid = EXCLUDED.fees_paid,
                    resting_orders_count = EXCLUDED.resting_orders_count, updated_at = EXCLUDED.updated_at,
                    raw = EXCLUDED.raw, gone_at = NULL
                WHERE t.gone_at IS NOT NULL OR t.raw IS DISTINCT FROM EXCLUDED.raw
                RETURNING ticker
            )
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM kept) AS changed
            """;

    private static final String BALANCE = """
            INSERT INTO account_balances (environment, balance_at, balance, raw)
            SELECT $1, $2::timestamptz, $3::numeric, $4
            WHERE (SELECT balance FROM account_balances WHERE environment = $1 ORDER BY balance_at DESC LIMIT 1)
                IS DISTINCT FROM $3::numeric
            ON CONFLICT DO NOTHING
            """;

    private static final String UNREADABLE = """
            INSERT INTO quarantine (source, position, reason, payload, quarantined_at)
            SELECT $1, $2, reason, payload, $4
            FROM jsonb_to_recordset($3::text::jsonb) AS d (reason text, payload text)
            WHERE NOT EXISTS (SELECT FROM quarantine q WHERE q.source = $1 AND q.payload = d.payload)
            """;

    private final Pool pool;
    private final ObjectMapper json;

    AccountTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    Uni<Integer> fills(String environment, List<KalshiFill> fills) {
        return write(FILLS, environment, fills);
    }

    Uni<Integer> orders(String environment, List<KalshiOrder> orders) {
        return write(ORDERS, environment, orders);
    }

    Uni<Integer> settlements(String environment, List<KalshiSettlement> settlements) {
        return write(SETTLEMENTS, environment, settlements);
    }

    /** @param positions all the venue tells; others are gone since {@code at} */
    Uni<Integer> positions(String environment, List<KalshiPosition> positions, Instant at) {
        return pool.preparedQuery(POSITIONS)
                .execute(Tuple.of(environment, text(positions), at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong("changed").intValue());
    }

    /** A row only when it is another balance than the last one. */
    Uni<Integer> balance(String environment, KalshiBalance balance, Instant at) {
        return pool.preparedQuery(BALANCE)
                .execute(Tuple.of(environment, at.atOffset(ZoneOffset.UTC), balance.balance(), balance.raw()))
                .map(RowSet::rowCount);
    }

    /** Rows of {@code list} that cannot be read; the same one is kept once. */
    Uni<Integer> unreadable(String environment, String list, List<KalshiPage.Defect> defects, Instant at) {
        return pool.preparedQuery(UNREADABLE)
                .execute(Tuple.of("kalshi " + environment, list, text(defects), at.atOffset(ZoneOffset.UTC)))
                .map(RowSet::rowCount);
    }

    /** Orders that may still change at the venue. */
    Uni<List<String>> openOrders(String environment) {
        return pool.preparedQuery("""
                        SELECT order_id FROM account_orders
                        WHERE environment = $1 AND status NOT IN ('executed', 'canceled') ORDER BY order_id
                        """).execute(Tuple.of(environment)).map(rows -> all(rows));
    }

    private Uni<Integer> write(String sql, String environment, List<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().item(0)
                : pool.preparedQuery(sql)
                        .execute(Tuple.of(environment, text(rows)))
                        .map(RowSet::rowCount);
    }

    private static List<String> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("order_id"))
                .toList();
    }

    private String text(List<?> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values are always JSON", impossible);
        }
    }
}
