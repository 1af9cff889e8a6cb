package prescient.portfolio.position;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/** Reads the table {@code portfolio_positions}; bookings write it. */
@ApplicationScoped
class PositionTable {

    private static final String LIST = """
            SELECT * FROM portfolio_positions
            WHERE portfolio_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::bigint IS NULL OR id < $3)
                AND ($4::text IS NULL OR trade_id = $4) AND ($5::text IS NULL OR market_id = $5)
            ORDER BY id DESC LIMIT $6
            """;

    private final Pool pool;

    PositionTable(Pool pool) {
        this.pool = pool;
    }

    /** Newest first, those booked before {@code beforeId}. */
    Uni<List<Position>> list(int portfolioId, PositionFilter filter, @Nullable Long beforeId, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(portfolioId, filter.status(), beforeId, filter.tradeId(), filter.marketId(), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PositionTable::from)
                        .toList());
    }

    private static Position from(Row row) {
        return new Position(
                row.getLong("id"),
                row.getString("trade_id"),
                row.getInteger("portfolio_id"),
                row.getString("market_id"),
                row.getString("market_question"),
                row.getString("action"),
                new Money(row.getBigDecimal("amount")),
                new Price(row.getBigDecimal("entry_price")),
                row.getOffsetDateTime("entry_timestamp").toInstant(),
                row.getString("status"),
                new Money(row.getBigDecimal("current_pnl")),
                money(row, "realized_pnl"),
                price(row, "exit_price"),
                time(row, "exit_timestamp"),
                new Quantity(row.getBigDecimal("entry_shares")),
                new Quantity(row.getBigDecimal("shares")),
                new Money(row.getBigDecimal("cost")),
                new Money(row.getBigDecimal("fees")),
                row.getString("settlement_result"),
                price(row, "last_price"),
                time(row, "last_price_at"));
    }

    private static @Nullable Money money(Row row, String column) {
        var value = row.getBigDecimal(column);
        return value == null ? null : new Money(value);
    }

    private static @Nullable Price price(Row row, String column) {
        var value = row.getBigDecimal(column);
        return value == null ? null : new Price(value);
    }

    private static @Nullable Instant time(Row row, String column) {
        var value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
