package prescient.portfolio.books;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.database.Bulk;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/**
 * Rows of positions and of the portfolio's state as records.
 *
 * @param zone of the records' local times
 */
record PositionRowsTable(ZoneId zone) {

    /** Each position with its bookings; those of one list of trades, or all for null. */
    private static final String POSITIONS = """
            SELECT p.*, coalesce(b.bookings, '[]') AS bookings
            FROM portfolio_positions p
            LEFT JOIN (
                SELECT x.trade_id, json_agg(json_build_object('n', x.n, 'id', x.transaction_id, 'kind', x.kind,
                    'hash', x.content_hash, 'at', utc(x.at), 'trade_id', x.trade_id, 'cash', x.cash::text,
                    'cost', x.cost::text, 'fee', x.fee::text, 'gain', x.gain::text, 'realized', x.realized_pnl::text)
                    ORDER BY x.n)::text AS bookings
                FROM (SELECT t.transaction_id, t.kind, t.content_hash, t.at, t.trade_id, t.realized_pnl,
                          coalesce(min(e.entry_id), 0) AS n,
                          coalesce(sum(e.amount) FILTER (WHERE e.account = 'cash'), 0) AS cash,
                          coalesce(sum(e.amount) FILTER (WHERE e.account LIKE 'position:%%'), 0) AS cost,
                          coalesce(sum(e.amount) FILTER (WHERE e.account = 'fees'), 0) AS fee,
                          coalesce(sum(e.amount) FILTER (WHERE e.account = 'realized_pnl'), 0) AS gain
                      FROM ledger_transactions t LEFT JOIN ledger_entries e ON e.transaction_id = t.transaction_id
                      WHERE t.portfolio_id = 1 AND %s GROUP BY t.transaction_id) x
                GROUP BY x.trade_id) b ON b.trade_id = p.trade_id
            WHERE p.portfolio_id = 1 AND %s ORDER BY p.legacy_position NULLS LAST, p.id
            """;

    private static final String HEADER = """
            SELECT s.*, s.balance + s.balance_offset AS file_balance,
                s.total_invested + s.invested_offset AS file_invested,
                s.trade_count + s.trades_offset AS file_trades,
                (SELECT json_agg(json_build_object('n', x.n, 'id', x.transaction_id, 'kind', x.kind,
                    'hash', x.content_hash, 'at', utc(x.at), 'cash', x.cash_change::text) ORDER BY x.n)::text
                 FROM (SELECT t.*, (SELECT coalesce(min(e.entry_id), 0) FROM ledger_entries e
                                    WHERE e.transaction_id = t.transaction_id) AS n
                       FROM ledger_transactions t
                       WHERE t.portfolio_id = 1 AND t.kind IN ('capital', 'adjustment')) x) AS bookings,
                (SELECT coalesce(json_agg(json_build_object('order_id', r.order_id, 'portfolio_id', r.portfolio_id,
                    'amount', r.amount::text, 'status', r.status, 'at', utc(r.reserved_at))
                    ORDER BY r.reserved_at), '[]')::text
                 FROM reservations r WHERE r.portfolio_id = 1 AND r.status = 'reserved') AS holds
            FROM portfolio_state s
            WHERE s.id = 1 AND (s.in_file OR s.trade_count > 0 OR s.last_price_update IS NOT NULL)
            """;

    private static final String PUT = """
            INSERT INTO portfolio_positions AS p (trade_id, market_id, market_question, action, amount, entry_price,
                entry_timestamp, status, portfolio_id, entry_shares, shares, cost, fees, current_pnl, realized_pnl,
                exit_price, exit_timestamp, settlement_result, last_price, last_price_at, legacy_position,
                legacy_current_pnl)
            SELECT i.trade_id, i.market_id, i.market_question, i.action, i.amount, i.entry_price, i.entry_timestamp,
                i.status, 1, i.entry_shares, i.shares, i.cost, i.fees, i.current_pnl, i.realized_pnl, i.exit_price,
                i.exit_timestamp, i.settlement_result, i.last_price, i.last_price_at, i.place, i.legacy_gain
            FROM jsonb_to_recordset(?::jsonb) i (trade_id text, market_id text, market_question text, action text,
                amount numeric, entry_price numeric, entry_timestamp timestamptz, status text, entry_shares numeric,
                shares numeric, cost numeric, fees numeric, current_pnl numeric, realized_pnl numeric,
                exit_price numeric, exit_timestamp timestamptz, settlement_result text, last_price numeric,
                last_price_at timestamptz, place bigint, legacy_gain double precision)
            ORDER BY i.place NULLS LAST
            ON CONFLICT (trade_id) DO UPDATE
            SET market_id = excluded.market_id, market_question = excluded.market_question, action = excluded.action,
                amount = excluded.amount, entry_price = excluded.entry_price,
                entry_timestamp = excluded.entry_timestamp, status = excluded.status,
                entry_shares = excluded.entry_shares, shares = excluded.shares, cost = excluded.cost,
                fees = excluded.fees, current_pnl = excluded.current_pnl, realized_pnl = excluded.realized_pnl,
                exit_price = excluded.exit_price, exit_timestamp = excluded.exit_timestamp,
                settlement_result = excluded.settlement_result, last_price = excluded.last_price,
                last_price_at = excluded.last_price_at,
                legacy_position = coalesce(excluded.legacy_position, p.legacy_position),
                legacy_current_pnl = excluded.legacy_current_pnl
            WHERE p.portfolio_id = 1 AND (p.market_id, p.market_question, p.action, p.amount, p.entry_price,
                    p.entry_timestamp, p.status, p.entry_shares, p.shares, p.cost, p.fees, p.current_pnl,
                    p.realized_pnl, p.exit_price, p.exit_timestamp, p.settlement_result, p.last_price, p.last_price_at,
                    p.legacy_position, p.legacy_current_pnl)
                IS DISTINCT FROM (excluded.market_id, excluded.market_question, excluded.action, excluded.amount,
                    excluded.entry_price, excluded.entry_timestamp, excluded.status, excluded.entry_shares,
                    excluded.shares, excluded.cost, excluded.fees, excluded.current_pnl, excluded.realized_pnl,
                    excluded.exit_price, excluded.exit_timestamp, excluded.settlement_result, excluded.last_price,
                    excluded.last_price_at, coalesce(excluded.legacy_position, p.legacy_position),
                    excluded.legacy_current_pnl)
            """;

    /** Positions by trade. */
    Map<String, Holding> positions(Bulk.Session session, List<String> trades) throws SQLException {
        var known = new HashMap<String, Holding>();
        positions(session, trades, holding -> known.put(holding.trade().tradeId(), holding));
        return known;
    }

    /** Hands over the positions in the file's order; all of them without trades. */
    void positions(Bulk.Session session, @Nullable Collection<String> trades, Consumer<Holding> sink)
            throws SQLException {
        if (trades == null) {
            session.query(POSITIONS.formatted("t.trade_id IS NOT NULL", "true"), row -> sink.accept(holding(row)));
        } else {
            var keys = trades.toArray(String[]::new);
            session.query(
                    POSITIONS.formatted("t.trade_id = ANY (?)", "p.trade_id = ANY (?)"),
                    row -> sink.accept(holding(row)),
                    (Object) keys,
                    keys);
        }
    }

    LegacyRecord position(Holding holding) {
        return new LegacyRecord(
                PortfolioRecords.POSITIONS,
                holding.trade().tradeId(),
                holding.place(),
                holding.form().node(zone),
                Notes.of(holding));
    }

    /** The portfolio; null when it was never used. */
    @Nullable LegacyRecord header(Bulk.Session session) throws SQLException {
        var found = new AtomicReference<@Nullable LegacyRecord>();
        session.query(HEADER, row -> {
            var form = new LegacyHeader(
                    row.getBigDecimal("file_balance"),
                    row.getBigDecimal("file_invested"),
                    row.getDouble("legacy_total_profit_loss"),
                    row.getInt("file_trades"),
                    at(row, "created_at"),
                    at(row, "last_updated"),
                    optionalAt(row, "last_price_update"));
            found.set(new LegacyRecord(
                    PortfolioRecords.PORTFOLIO,
                    PortfolioRecords.KEY,
                    0,
                    form.node(zone),
                    Map.of(Notes.BOOKINGS, row.getString("bookings"), Notes.HOLDS, row.getString("holds"))));
        });
        return found.get();
    }

    /** Adds positions and changes those that differ; answers how many those are. */
    int put(Bulk.Session session, List<Holding> holdings) throws SQLException {
        return session.execute(PUT, Notes.text(holdings, PositionRowsTable::node));
    }

    private static ObjectNode node(Holding holding) {
        var node = JsonNodeFactory.instance.objectNode();
        var trade = holding.trade();
        var values = new LinkedHashMap<String, String>(Notes.of(holding));
        values.remove(Notes.BOOKINGS);
        values.put("trade_id", trade.tradeId());
        values.put("market_id", trade.marketId());
        values.put("market_question", trade.marketQuestion());
        values.put("action", trade.action());
        values.put("entry_timestamp", trade.at().toString());
        values.put("amount", holding.lot().amount().toString());
        values.put("entry_price", holding.lot().entryPrice().toString());
        values.put("status", holding.ending().status());
        values.put("legacy_gain", String.valueOf(holding.worth().legacyGain()));
        values.forEach(node::put);
        if (holding.place() >= 0) {
            node.put("place", holding.place());
        }
        return node;
    }

    private static Holding holding(ResultSet row) throws SQLException {
        long place = row.getLong("legacy_position");
        return new Holding(
                row.wasNull() ? -1 : place,
                new Holding.Trade(
                        row.getString("trade_id"),
                        row.getString("market_id"),
                        row.getString("market_question"),
                        row.getString("action"),
                        at(row, "entry_timestamp")),
                new Holding.Lot(
                        new Money(row.getBigDecimal("amount")),
                        new Price(row.getBigDecimal("entry_price")),
                        new Quantity(row.getBigDecimal("entry_shares")),
                        new Quantity(row.getBigDecimal("shares")),
                        new Money(row.getBigDecimal("cost")),
                        new Money(row.getBigDecimal("fees"))),
                new Holding.Worth(
                        new Money(row.getBigDecimal("current_pnl")),
                        row.getDouble("legacy_current_pnl"),
                        price(row, "last_price"),
                        optionalAt(row, "last_price_at")),
                new Holding.Ending(
                        row.getString("status"),
                        money(row, "realized_pnl"),
                        price(row, "exit_price"),
                        optionalAt(row, "exit_timestamp"),
                        row.getString("settlement_result")),
                Notes.bookings(row.getString("bookings")),
                JsonNodeFactory.instance.objectNode());
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        var value = row.getBigDecimal(column);
        return value == null ? null : new Money(value);
    }

    private static @Nullable Price price(ResultSet row, String column) throws SQLException {
        var value = row.getBigDecimal(column);
        return value == null ? null : new Price(value);
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optionalAt(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
