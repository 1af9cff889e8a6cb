package prescient.trade.history;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads trades; they are written with their orders. */
@ApplicationScoped
class TradeTable {

    private final Pool pool;

    TradeTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * Trades, newest first.
     *
     * @param status null for all
     * @param before only trades with a smaller row id; null from the newest on
     */
    Uni<List<TradeView>> list(
            @Nullable Integer portfolioId, @Nullable String status, @Nullable Long before, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM trades
                        WHERE ($1::integer IS NULL OR portfolio_id = $1) AND ($2::text IS NULL OR status = $2)
                            AND ($3::bigint IS NULL OR id < $3)
                        ORDER BY id DESC LIMIT $4
                        """)
                .execute(Tuple.of(portfolioId, status, before, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TradeTable::view)
                        .toList());
    }

    /** One trade, empty if there is none of that id. */
    Uni<Optional<TradeView>> find(String tradeId) {
        return pool.preparedQuery("SELECT * FROM trades WHERE trade_id = $1")
                .execute(Tuple.of(tradeId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TradeTable::view)
                        .findFirst());
    }

    private static TradeView view(Row row) {
        return new TradeView(
                row.getLong("id"),
                row.getString("trade_id"),
                row.getInteger("portfolio_id"),
                Objects.requireNonNull(instant(row, "timestamp")),
                row.getString("market_id"),
                row.getString("market_question"),
                row.getString("action"),
                row.getBigDecimal("amount"),
                row.getBigDecimal("shares"),
                row.getBigDecimal("entry_price"),
                row.getBigDecimal("fee"),
                row.getBigDecimal("confidence"),
                row.getString("reason"),
                row.getString("status"),
                row.getString("order_id"),
                row.getString("signal_id"),
                row.getString("event_id"),
                row.getString("event_title"),
                instant(row, "event_end_date"),
                row.getBigDecimal("current_pnl"),
                row.getBigDecimal("realized_pnl"),
                row.getBigDecimal("exit_price"),
                instant(row, "exit_timestamp"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
