package prescient.trade.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.page.PageCursor;

/** The copy of an account as it is shown, newest first, each list behind its cursor. */
@ApplicationScoped
class AccountListTable {

    private final Pool pool;

    AccountListTable(Pool pool) {
        this.pool = pool;
    }

    Uni<List<AccountViews.Balance>> balances(String environment, @Nullable PageCursor after, int limit) {
        return pool.preparedQuery("""
                        SELECT balance_at, balance FROM account_balances
                        WHERE environment = $1 AND ($2::timestamptz IS NULL OR balance_at < $2)
                        ORDER BY balance_at DESC LIMIT $3
                        """)
                .execute(Tuple.of(environment, at(after), limit))
                .map(rows -> all(
                        rows,
                        row -> new AccountViews.Balance(
                                row.getOffsetDateTime("balance_at").toInstant(), row.getBigDecimal("balance"))));
    }

    Uni<List<AccountViews.Position>> positions(String environment, @Nullable PageCursor after, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM account_positions WHERE environment = $1 AND gone_at IS NULL AND ticker > $2
                        ORDER BY ticker LIMIT $3
                        """)
                .execute(Tuple.of(environment, id(after), limit))
                .map(rows -> all(rows, AccountListTable::position));
    }

    Uni<List<AccountViews.Fill>> fills(String environment, @Nullable PageCursor after, int limit) {
        return newest("account_fills", "filled_at", "fill_id", environment, after, limit, AccountListTable::fill);
    }

    Uni<List<AccountViews.Order>> orders(String environment, @Nullable PageCursor after, int limit) {
        return newest("account_orders", "created_at", "order_id", environment, after, limit, AccountListTable::order);
    }

    Uni<List<AccountViews.Settlement>> settlements(String environment, @Nullable PageCursor after, int limit) {
        return newest(
                "account_settlements", "settled_at", "ticker", environment, after, limit, AccountListTable::settlement);
    }

    /** Rows without a time come last. The names are constants of this class. */
    private <T> Uni<List<T>> newest(
            String table,
            String time,
            String id,
            String environment,
            @Nullable PageCursor after,
            int limit,
            Function<Row, T> view) {
        var when = time.equals("settled_at") ? time : "coalesce(" + time + ", 'epoch'::timestamptz)";
        return pool.preparedQuery("SELECT * FROM " + table + " WHERE environment = $1 AND ($2::timestamptz IS NULL OR ("
                        + when + ", " + id + ") < ($2, $3)) ORDER BY " + when + " DESC, " + id + " DESC LIMIT $4")
                .execute(Tuple.of(environment, at(after), id(after), limit))
                .map(rows -> all(rows, view));
    }

    private static @Nullable OffsetDateTime at(@Nullable PageCursor place) {
        return place == null ? null : place.at().atOffset(ZoneOffset.UTC);
    }

    private static String id(@Nullable PageCursor place) {
        return place == null ? "" : place.id();
    }

    private static AccountViews.Position position(Row row) {
        return new AccountViews.Position(
                row.getString("ticker"),
                row.getBigDecimal("position"),
                row.getBigDecimal("market_exposure"),
                row.getBigDecimal("total_traded"),
                row.getBigDecimal("realized_pnl"),
                row.getBigDecimal("fees_paid"),
                row.getBigDecimal("resting_orders_count"),
                at(row, "updated_at"));
    }

    private static AccountViews.Fill fill(Row row) {
        return new AccountViews.Fill(
                row.getString("fill_id"),
                row.getString("order_id"),
                row.getString("ticker"),
                row.getString("side"),
                row.getString("action"),
                row.getBigDecimal("count"),
                row.getBigDecimal("yes_price"),
                row.getBigDecimal("no_price"),
                row.getBigDecimal("fee"),
                row.getBoolean("is_taker"),
                at(row, "filled_at"),
                List.of(row.getArrayOfStrings("flags")));
    }

    private static AccountViews.Order order(Row row) {
        return new AccountViews.Order(
                row.getString("order_id"),
                row.getString("client_order_id"),
                row.getString("ticker"),
                row.getString("status"),
                row.getString("action"),
                row.getString("side"),
                row.getString("type"),
                row.getBigDecimal("yes_price"),
                row.getBigDecimal("no_price"),
                row.getBigDecimal("initial_count"),
                row.getBigDecimal("remaining_count"),
                row.getBigDecimal("fill_count"),
                row.getBigDecimal("maker_fees"),
                row.getBigDecimal("taker_fees"),
                row.getBigDecimal("maker_fill_cost"),
                row.getBigDecimal("taker_fill_cost"),
                at(row, "created_at"),
                at(row, "updated_at"),
                List.of(row.getArrayOfStrings("flags")));
    }

    private static AccountViews.Settlement settlement(Row row) {
        return new AccountViews.Settlement(
                row.getString("ticker"),
                row.getOffsetDateTime("settled_at").toInstant(),
                row.getString("market_result"),
                row.getBigDecimal("yes_count"),
                row.getBigDecimal("yes_total_cost"),
                row.getBigDecimal("no_count"),
                row.getBigDecimal("no_total_cost"),
                row.getBigDecimal("revenue"),
                row.getBigDecimal("fee"),
                List.of(row.getArrayOfStrings("flags")));
    }

    private static @Nullable Instant at(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> view) {
        return StreamSupport.stream(rows.spliterator(), false).map(view).toList();
    }
}
