package prescient.trade.cutover;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.database.Bulk;
import prescient.database.RowCursor;
import prescient.legacy.LegacyTime;

/** The trades' rows as records of the legacy file, many at a time. Portfolio 1 on paper is what the files know. */
@ApplicationScoped
class TradeRecordTable implements RecordStore {

    private static final String COLUMNS = """
            trade_id, portfolio_id, environment, order_id, signal_id, timestamp, market_id, market_question, action,
            amount, shares, entry_price, fee, confidence, reason, status, event_id, event_title, event_end_date,
            current_pnl, realized_pnl, exit_price, exit_timestamp, legacy_position, legacy_current_pnl,
            legacy_event_end_date
            """;

    private static final String STAGING = """
            CREATE TEMPORARY TABLE IF NOT EXISTS staged_trades ON COMMIT DELETE ROWS AS
            SELECT %s FROM trades WITH NO DATA
            """.formatted(COLUMNS);

    private static final String ADD = """
            INSERT INTO trades (%1$s) SELECT %1$s FROM staged_trades ON CONFLICT (trade_id) DO NOTHING
            """.formatted(COLUMNS);

    /** What the files do not know stays as it is, as long as it can still be true. */
    private static final String CHANGE = """
            UPDATE trades t SET timestamp = n.timestamp, market_id = n.market_id,
                market_question = n.market_question, action = n.action, amount = n.amount, shares = n.shares,
                entry_price = n.entry_price, fee = n.fee, confidence = n.confidence, reason = n.reason,
                status = n.status, event_id = n.event_id, event_title = n.event_title,
                event_end_date = n.event_end_date, current_pnl = n.current_pnl, realized_pnl = n.realized_pnl,
                exit_price = n.exit_price, exit_timestamp = n.exit_timestamp, order_id = n.order_id,
                signal_id = n.signal_id, legacy_position = n.legacy_position,
                legacy_current_pnl = n.legacy_current_pnl, legacy_event_end_date = n.legacy_event_end_date
            FROM (SELECT s.trade_id, s.timestamp, s.market_id, s.market_question, s.action, s.amount,
                    CASE WHEN (k.amount, k.entry_price) = (s.amount, s.entry_price)
                        AND s.shares = round(s.amount / s.entry_price, 12) THEN k.shares ELSE s.shares END AS shares,
                    s.entry_price, CASE s.fee WHEN 0 THEN k.fee ELSE s.fee END AS fee, s.confidence, s.reason,
                    s.status, s.event_id, s.event_title, s.event_end_date, s.current_pnl, s.realized_pnl,
                    CASE WHEN s.status <> 'open' THEN coalesce(s.exit_price, k.exit_price) END AS exit_price,
                    CASE WHEN s.status <> 'open'
                        THEN coalesce(s.exit_timestamp, k.exit_timestamp) END AS exit_timestamp,
                    coalesce(s.order_id, k.order_id) AS order_id, coalesce(s.signal_id, k.signal_id) AS signal_id,
                    coalesce(s.legacy_position, k.legacy_position) AS legacy_position, s.legacy_current_pnl,
                    s.legacy_event_end_date
                FROM staged_trades s JOIN trades k USING (trade_id)) n
            WHERE t.trade_id = n.trade_id
                AND (t.timestamp, t.market_id, t.market_question, t.action, t.amount, t.shares, t.entry_price, t.fee,
                    t.confidence, t.reason, t.status, t.event_id, t.event_title, t.event_end_date, t.current_pnl,
                    t.realized_pnl, t.exit_price, t.exit_timestamp, t.order_id, t.signal_id, t.legacy_position,
                    t.legacy_current_pnl, t.legacy_event_end_date)
                IS DISTINCT FROM (n.timestamp, n.market_id, n.market_question, n.action, n.amount, n.shares,
                    n.entry_price, n.fee, n.confidence, n.reason, n.status, n.event_id, n.event_title,
                    n.event_end_date, n.current_pnl, n.realized_pnl, n.exit_price, n.exit_timestamp, n.order_id,
                    n.signal_id, n.legacy_position, n.legacy_current_pnl, n.legacy_event_end_date)
            """;

    /** The order that opened an ended trade stands for no exposure any more. */
    private static final String FREE = """
            UPDATE orders o SET status = 'closed', updated_at = now()
            FROM staged_trades s JOIN trades t USING (trade_id)
            WHERE s.status <> 'open' AND o.order_id = t.order_id AND o.status = 'filled'
            """;

    private static final String SETTLE = """
            INSERT INTO settlements (settlement_id, trade_id, market_id, result, payout, realized_pnl, settled_at)
            SELECT 'settle-' || trade_id, trade_id, market_id,
                CASE exit_price WHEN 1 THEN 'won' WHEN 0 THEN 'lost' ELSE 'void' END,
                realized_pnl + amount, realized_pnl, exit_timestamp
            FROM staged_trades
            WHERE status = 'settled' AND exit_price IS NOT NULL AND exit_timestamp IS NOT NULL
            ON CONFLICT DO NOTHING
            """;

    /** In the order in which {@link #record} takes them. */
    private static final String SELECT = """
            SELECT t.trade_id, t.legacy_position, t.timestamp, t.market_id, t.market_question, t.action, t.amount,
                t.entry_price, t.confidence, t.reason, t.status, t.event_id, t.event_title, t.event_end_date,
                t.legacy_event_end_date, t.legacy_current_pnl, t.realized_pnl, t.order_id, t.signal_id, t.shares,
                t.fee, t.exit_price, t.exit_timestamp,
                CASE t.status WHEN 'closed' THEN (SELECT o.order_id FROM orders o WHERE o.trade_id = t.trade_id
                    AND o.side = 'close' AND o.status = 'filled') END AS closed_by
            FROM %s t WHERE t.portfolio_id = 1 AND t.environment = 'paper'
            """;

    private static final String ALL = SELECT.formatted("trades") + "ORDER BY t.legacy_position NULLS LAST, t.id";

    /** OFFSET keeps the planner from reading the index by portfolio, which names all rows, for each batch. */
    private static final String PART = SELECT.formatted("(SELECT * FROM trades WHERE %s OFFSET 0)");

    private static final String BY_KEY = PART.formatted("trade_id = ANY (?)");

    /** For rows that came in together: they lie side by side. */
    private static final String BY_ID = PART.formatted("id > ? AND id <= ?");

    private final Bulk bulk;
    private final ZoneId zone;

    TradeRecordTable(Bulk bulk, TradingFile live) {
        this.bulk = bulk;
        this.zone = live.zone();
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        bulk.read(session -> {
            session.query(ALL, row -> sink.accept(record(row)));
            return true;
        });
    }

    @Override
    public void read(Map<String, Set<String>> keys, Consumer<LegacyRecord> sink) {
        var ids = keys.getOrDefault(LegacyTrade.COLLECTION, Set.of()).toArray();
        bulk.read(session -> {
            session.byIndex();
            session.query(BY_KEY, row -> sink.accept(record(row)), new Object[] {ids});
            return true;
        });
    }

    @Override
    public boolean findsByKey() {
        return true;
    }

    @Override
    public void write(List<LegacyRecord> records) {
        prepare(records).write();
    }

    @Override
    public Prepared prepare(List<LegacyRecord> records) {
        var rows = new TradeRows(zone);
        records.forEach(rows::add);
        return () -> records.isEmpty() ? this::read : write(rows);
    }

    private ReadAgain write(TradeRows rows) {
        return bulk.write(session -> {
            var added = rows.hasEnded() ? null : added(session, rows);
            if (added == null) {
                merge(session, rows);
                return this::read;
            }
            return (keys, sink) -> read(added, sink);
        });
    }

    /** Rows whose id is above {@code after} and at most {@code last}. */
    private record Ids(long after, long last) {}

    private void read(Ids ids, Consumer<LegacyRecord> sink) {
        bulk.read(session -> {
            session.byIndex();
            session.query(BY_ID, row -> sink.accept(record(row)), ids.after(), ids.last());
            return true;
        });
    }

    /** Where all of them are, when all were new; null when at least one is known, and then nothing was added. */
    private static @Nullable Ids added(Bulk.Session session, TradeRows rows) throws SQLException {
        var after = number(session, "SELECT nextval(pg_get_serial_sequence('trades', 'id'))");
        return session.copyNew("trades", COLUMNS, rows.text())
                ? new Ids(after, number(session, "SELECT currval(pg_get_serial_sequence('trades', 'id'))"))
                : null;
    }

    private static long number(Bulk.Session session, String sql) throws SQLException {
        var found = new long[1];
        session.query(sql, row -> found[0] = row.getLong(1));
        return found[0];
    }

    private static void merge(Bulk.Session session, TradeRows rows) throws SQLException {
        session.execute(STAGING);
        session.copyIn("staged_trades", COLUMNS, rows.text());
        session.execute(ADD);
        session.byIndex();
        session.execute(CHANGE);
        if (rows.hasEnded()) {
            session.execute(FREE);
            session.execute(SETTLE);
        }
    }

    private LegacyRecord record(ResultSet row) throws SQLException {
        var in = new RowCursor(row);
        var tradeId = in.text();
        var position = in.whole();
        var trade = trade(tradeId, in);
        var node = trade.node(zone);
        var text = node.path(LegacyTrade.TIMESTAMP).asText();
        boolean otherOfTwo = LegacyTime.isAmbiguous(text, zone)
                && !LegacyTime.parse(text, zone).equals(trade.at());
        var orderId = in.optionalText();
        var signalId = in.optionalText();
        var shares = in.decimal();
        var fee = in.decimal();
        boolean derived = shares.compareTo(Notes.NONE.sharesOf(trade.amount(), trade.entryPrice())) == 0;
        var notes = new Notes(
                orderId,
                signalId,
                derived ? null : shares.stripTrailingZeros(),
                fee.signum() == 0 ? null : fee,
                in.optionalDecimal(),
                in.optionalInstant(),
                in.optionalText(),
                otherOfTwo ? trade.at() : null);
        return new LegacyRecord(LegacyTrade.COLLECTION, tradeId, position == null ? -1 : position, node, notes.map());
    }

    private static LegacyTrade trade(String tradeId, RowCursor in) throws SQLException {
        var at = in.instant();
        var marketId = in.text();
        var marketQuestion = in.text();
        var action = in.text();
        var amount = in.decimal();
        var entryPrice = in.decimal();
        var confidence = in.decimal();
        var reason = in.optionalText();
        var status = in.text();
        var eventId = in.optionalText();
        var eventTitle = in.optionalText();
        var end = in.optionalInstant();
        var asInFile = in.optionalText();
        return new LegacyTrade(
                tradeId,
                at,
                marketId,
                marketQuestion,
                action,
                amount,
                entryPrice,
                confidence,
                reason,
                status,
                eventId,
                eventTitle,
                asInFile != null || end == null ? asInFile : end.toString(),
                in.optionalDecimal(),
                in.optionalDecimal());
    }
}
