package prescient.forecast.order;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.forecast.order.ForecastOrder.Status;

/** SQL on {@code forecast_orders}. */
@ApplicationScoped
public class OrderTable {

    private final Pool pool;

    OrderTable(Pool pool) {
        this.pool = pool;
    }

    /** Stores the orders of a cycle in place of those that an earlier attempt of its decision left and never sent. */
    public Uni<Void> replace(String cycleId, List<ForecastOrder> orders, Instant now) {
        var tuples = orders.stream().map(order -> tuple(order, now)).toList();
        return pool.withTransaction(connection -> connection
                .preparedQuery("DELETE FROM forecast_orders WHERE cycle_id = $1 AND portfolio_id IS NULL")
                .execute(Tuple.of(cycleId))
                .chain(() -> tuples.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : connection.preparedQuery("""
                                INSERT INTO forecast_orders (order_id, cycle_id, run_ts, env, live, trade_date,
                                    city_code, event_ticker, market_ticker, question, contracts, limit_cents,
                                    fair_price, mid_price, evaluation_reason, decision_reason, status, updated_at)
                                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                                    'pending', $17)
                                """).executeBatch(tuples).replaceWithVoid()));
    }

    private static Tuple tuple(ForecastOrder order, Instant now) {
        return Tuple.from(Arrays.<@Nullable Object>asList(
                order.orderId(),
                order.cycleId(),
                order.runAt().atOffset(ZoneOffset.UTC),
                order.env(),
                order.live(),
                order.tradeDate(),
                order.city(),
                order.eventTicker(),
                order.marketTicker(),
                order.question(),
                order.contracts(),
                order.limitCents(),
                order.fairPrice(),
                order.midPrice(),
                order.evaluationReason(),
                order.decisionReason(),
                now.atOffset(ZoneOffset.UTC)));
    }

    /** All of a day in an environment. */
    public Uni<List<ForecastOrder>> of(String env, LocalDate day) {
        return find("WHERE env = $1 AND trade_date = $2 ORDER BY run_ts, city_code", Tuple.of(env, day));
    }

    /** All of a cycle. */
    public Uni<List<ForecastOrder>> ofCycle(String cycleId) {
        return find("WHERE cycle_id = $1 ORDER BY city_code", Tuple.of(cycleId));
    }

    /** Pending ones of cycles that run no more, the oldest first. */
    Uni<List<ForecastOrder>> leftOpen(int limit) {
        return find("""
                o WHERE status = 'pending' AND NOT EXISTS (SELECT FROM forecast_cycles c
                    WHERE c.cycle_id = o.cycle_id AND c.status = 'running')
                ORDER BY run_ts, city_code LIMIT $1
                """, Tuple.of(limit));
    }

    /** Says of orders in which portfolio they are; of one that was sent before, what was said first holds. */
    Uni<Void> assign(List<ForecastOrder> orders, int portfolioId, Instant now) {
        return pool.preparedQuery("""
                        UPDATE forecast_orders SET portfolio_id = $2, updated_at = $3
                        WHERE order_id = ANY($1) AND portfolio_id IS NULL
                        """)
                .execute(Tuple.of(ids(orders), portfolioId, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Orders as they are now. */
    Uni<List<ForecastOrder>> again(List<ForecastOrder> orders) {
        return find("WHERE order_id = ANY($1) ORDER BY city_code", Tuple.of(ids(orders)));
    }

    /** The portfolio that orders of an environment were last sent to; empty before there was any. */
    Uni<Optional<Integer>> portfolio(String env) {
        return pool.preparedQuery("""
                        SELECT portfolio_id FROM forecast_orders WHERE env = $1 AND portfolio_id IS NOT NULL
                        ORDER BY trade_date DESC, updated_at DESC LIMIT 1
                        """)
                .execute(Tuple.of(env))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> row.getInteger(0)));
    }

    /** The markets in which something was bought for some days, both included. */
    Uni<List<String>> bought(String env, LocalDate from, LocalDate to) {
        return pool.preparedQuery("""
                        SELECT market_ticker FROM forecast_orders
                        WHERE env = $1 AND trade_date BETWEEN $2 AND $3 AND status = 'filled' ORDER BY 1
                        """)
                .execute(Tuple.of(env, from, to))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList());
    }

    /** Ends a pending order; false when it had ended before. */
    Uni<Boolean> fill(ForecastOrder order, BigDecimal price, BigDecimal shares, Instant now) {
        return pool.preparedQuery("""
                        UPDATE forecast_orders SET status = 'filled', price = $2, shares = $3, updated_at = $4
                        WHERE order_id = $1 AND status = 'pending'
                        """)
                .execute(Tuple.of(order.orderId(), price, shares, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends a pending order; false when it had ended before. */
    Uni<Boolean> refuse(ForecastOrder order, String code, @Nullable String detail, Instant now) {
        return pool.preparedQuery("""
                        UPDATE forecast_orders SET status = 'refused', code = $2, detail = $3, updated_at = $4
                        WHERE order_id = $1 AND status = 'pending'
                        """)
                .execute(Tuple.from(
                        Arrays.<@Nullable Object>asList(order.orderId(), code, detail, now.atOffset(ZoneOffset.UTC))))
                .map(rows -> rows.rowCount() == 1);
    }

    private static String[] ids(List<ForecastOrder> orders) {
        return orders.stream().map(ForecastOrder::orderId).toArray(String[]::new);
    }

    private Uni<List<ForecastOrder>> find(String condition, Tuple values) {
        return pool.preparedQuery("SELECT * FROM forecast_orders " + condition)
                .execute(values)
                .map(OrderTable::orders);
    }

    private static List<ForecastOrder> orders(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new ForecastOrder(
                        row.getString("order_id"),
                        row.getString("cycle_id"),
                        row.getOffsetDateTime("run_ts").toInstant(),
                        row.getString("env"),
                        row.getBoolean("live"),
                        row.getLocalDate("trade_date"),
                        row.getString("city_code"),
                        row.getString("event_ticker"),
                        row.getString("market_ticker"),
                        row.getString("question"),
                        row.getInteger("contracts"),
                        row.getInteger("limit_cents"),
                        row.getBigDecimal("fair_price"),
                        row.getBigDecimal("mid_price"),
                        row.getString("evaluation_reason"),
                        row.getString("decision_reason"),
                        row.getInteger("portfolio_id"),
                        Status.of(row.getString("status")),
                        row.getString("code"),
                        row.getString("detail")))
                .toList();
    }
}
