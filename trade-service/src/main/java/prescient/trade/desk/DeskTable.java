package prescient.trade.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import prescient.trade.notification.NotificationTable;
import prescient.trade.venue.VenueFill;

/** Trades of the desk as their life needs them: one commit, and one statement but for what people are told. */
@ApplicationScoped
class DeskTable {

    private static final String ORDER_COLUMNS = """
        client_order_id text, number integer, purpose text, side text, count numeric, limit_price numeric,
            time_in_force text, status text, venue_order_id text, told numeric, code text, reason text,
            cancel boolean, filled numeric, cost numeric, fee numeric, attempts integer, next_at timestamptz,
            created_at timestamptz\
        """;

    private static final String INSERT_ORDERS = """
            INSERT INTO desk_orders AS o (trade_id, client_order_id, number, purpose, side, count, limit_price,
                time_in_force, status, venue_order_id, told, code, reason, cancel, filled, cost, fee, attempts,
                next_at, created_at, updated_at)
            SELECT d ->> 'trade_id', n.client_order_id, n.number, n.purpose, n.side, n.count, n.limit_price,
                n.time_in_force, n.status, n.venue_order_id, n.told, n.code, n.reason, n.cancel, n.filled, n.cost,
                n.fee, n.attempts, n.next_at, n.created_at, $2
            FROM go, doc, jsonb_to_recordset(d -> 'row' -> 'orders') AS n (%s)
            ORDER BY n.number
        """.formatted(ORDER_COLUMNS);

    private static final String INSERT_NOTES = """
            INSERT INTO desk_messages (message_id, trace_id, trade_id, sender, recipient, kind, payload, created_at,
                handled_at, next_attempt_at, error)
            SELECT n.message_id, n.trace_id, n.trade_id, n.sender, n.recipient, n.kind, n.payload, n.at,
                CASE WHEN n.handled THEN $2::timestamptz END, n.at, n.error
            FROM go, doc, jsonb_to_recordset(d -> 'notes') AS n (message_id text, trace_id text, trade_id text,
                sender text, recipient text, kind text, payload jsonb, at timestamptz, handled boolean, error text)
            ON CONFLICT (message_id) DO NOTHING
        """;

    private static final String OPEN = """
        WITH doc AS (
            SELECT $1::text::jsonb AS d
        ), go AS (
            INSERT INTO desk_trades (trade_id, environment, account, ticket_id, trace_id, content, status, venue,
                ticker, symbol, strategy, contract, strike, side, count, limit_price, time_in_force,
                market_close_time, probability, momentum, symbol_open, entry_method, requested_at, updated_at)
            SELECT t.trade_id, d -> 'row' ->> 'environment', t.account, d -> 'row' ->> 'ticket_id',
                d -> 'row' ->> 'trace_id', d -> 'row' ->> 'content', 'pending', t.venue, t.ticker, t.symbol,
                t.strategy, t.contract, t.strike, t.side, t.count, t.limit_price, t.time_in_force,
                t.market_close_time, t.probability, t.momentum, t.symbol_open, t.entry_method, $2, $2
            FROM doc, jsonb_to_record((d -> 'row' ->> 'content')::jsonb) AS t (trade_id text, account text,
                venue text, ticker text, symbol text, strategy text, contract text, strike numeric, side text,
                count numeric, limit_price numeric, time_in_force text, market_close_time timestamptz,
                probability numeric, momentum numeric, symbol_open numeric, entry_method text)
            ON CONFLICT DO NOTHING
            RETURNING *
        ), ordered AS (
        """ + INSERT_ORDERS + """
        ), noted AS (
        """ + INSERT_NOTES + """
        )
        SELECT to_jsonb(go)::text AS row FROM go
        """;

    // The lock decides between two changes of one version: who comes second finds another version and stores nothing.
    private static final String SAVE = """
        WITH doc AS (
            SELECT $1::text::jsonb AS d
        ), locked AS (
            SELECT t.trade_id FROM desk_trades t, doc
            WHERE t.trade_id = d ->> 'trade_id' AND t.version = (d ->> 'version')::integer FOR UPDATE OF t
        ), filled AS (
            INSERT INTO desk_fills (environment, fill_id, client_order_id, trade_id, ticker, side, count, price,
                fee, filled_at, applied_at)
            SELECT d -> 'row' ->> 'environment', f.fill_id, f.client_order_id, l.trade_id, f.ticker, f.side,
                f.count, f.price, f.fee, f.filled_at, $2
            FROM locked l, doc, jsonb_to_record(CASE WHEN jsonb_typeof(d -> 'fill') = 'object' THEN d -> 'fill'
                ELSE '{}' END) AS f (fill_id text, client_order_id text, ticker text,
                side text, count numeric, price numeric, fee numeric, filled_at timestamptz)
            WHERE f.fill_id IS NOT NULL
            ON CONFLICT DO NOTHING RETURNING 1
        ), handled AS (
            UPDATE desk_messages m SET handled_at = $2 FROM locked, doc
            WHERE m.sequence = (d ->> 'handled')::bigint AND m.handled_at IS NULL RETURNING 1
        ), go AS (
            SELECT l.trade_id FROM locked l, doc
            WHERE (jsonb_typeof(d -> 'fill') <> 'object' OR EXISTS (SELECT FROM filled))
                AND (d ->> 'handled' IS NULL OR EXISTS (SELECT FROM handled))
        ), changed AS (
            UPDATE desk_trades t SET version = t.version + 1, status = n.status, code = n.code, reason = n.reason,
                revived = t.revived OR (t.status IN ('closed', 'settled', 'rejected')
                    AND n.status NOT IN ('closed', 'settled', 'rejected')),
                close_method = n.close_method, close_limit = n.close_limit, opened_count = n.opened_count,
                open_cost = n.open_cost, open_fee = n.open_fee, closed_count = n.closed_count,
                close_cost = n.close_cost, close_fee = n.close_fee, held_cost = n.held_cost,
                entry_price = n.entry_price, exit_price = n.exit_price, market_result = n.market_result,
                payout = n.payout, pnl = n.pnl, result = n.result, opened_at = coalesce(n.opened_at, t.opened_at),
                closing_at = coalesce(n.closing_at, t.closing_at), reconciled_at = n.reconciled_at,
                ended_at = n.ended_at, updated_at = $2,
                symbol_close = CASE WHEN n.status IN ('closed', 'expired', 'settled') THEN coalesce(t.symbol_close,
                    (SELECT a.symbol_price FROM active_trades a WHERE a.trade_id = t.trade_id))
                    ELSE t.symbol_close END
            FROM go, doc, jsonb_to_record(d -> 'row') AS n (status text, code text, reason text, close_method text,
                close_limit numeric, opened_count numeric, open_cost numeric, open_fee numeric,
                closed_count numeric, close_cost numeric, close_fee numeric, held_cost numeric,
                entry_price numeric, exit_price numeric, market_result text, payout numeric, pnl numeric,
                result text, opened_at timestamptz, closing_at timestamptz, reconciled_at timestamptz,
                ended_at timestamptz)
            WHERE t.trade_id = go.trade_id
        ), ordered AS (
        """ + INSERT_ORDERS + """
            ON CONFLICT (client_order_id) DO UPDATE SET status = EXCLUDED.status,
                venue_order_id = EXCLUDED.venue_order_id, told = EXCLUDED.told, code = EXCLUDED.code,
                reason = EXCLUDED.reason, cancel = EXCLUDED.cancel, filled = EXCLUDED.filled, cost = EXCLUDED.cost,
                fee = EXCLUDED.fee, attempts = EXCLUDED.attempts, next_at = EXCLUDED.next_at,
                updated_at = EXCLUDED.updated_at
        ), noted AS (
        """ + INSERT_NOTES + """
        ), booked AS (
            INSERT INTO desk_ledger_transactions (transaction_id, environment, account, trade_id, kind, at,
                booked_at)
            SELECT b.transaction_id, d -> 'row' ->> 'environment', d ->> 'account', go.trade_id, b.kind, b.at, $2
            FROM go, doc, jsonb_to_recordset(d -> 'bookings') AS b (transaction_id text, kind text, at timestamptz)
        ), entered AS (
            INSERT INTO desk_ledger_entries (transaction_id, ledger_account, amount)
            SELECT b.transaction_id, e.ledger_account, e.amount
            FROM go, doc, jsonb_to_recordset(d -> 'bookings') AS b (transaction_id text, cash numeric,
                position numeric, fees numeric, realized numeric)
            CROSS JOIN LATERAL (VALUES ('cash', b.cash), ('position:' || go.trade_id, b.position),
                ('fees', b.fees), ('realized_pnl', b.realized)) AS e (ledger_account, amount)
            WHERE e.amount <> 0
        )
        SELECT (SELECT count(*) FROM locked) AS locked, (SELECT count(*) FROM go) AS stored
        """;

    private static final String FIND = """
        SELECT (to_jsonb(t) || jsonb_build_object('orders', (
            SELECT jsonb_agg(to_jsonb(o) ORDER BY o.number) FROM desk_orders o
            WHERE o.trade_id = t.trade_id)))::text AS trade
        FROM desk_trades t WHERE t.trade_id = $1 AND t.legacy IS NULL
        """;

    private final Pool pool;
    private final ObjectMapper json;
    private final NotificationTable notifications;

    DeskTable(Pool pool, ObjectMapper json, NotificationTable notifications) {
        this.pool = pool;
        this.json = json;
        this.notifications = notifications;
    }

    /** Stores a trade with its opening order, and tells it; empty when its id or its place on the market is taken. */
    Uni<Optional<TradeView>> open(DeskTrade trade, List<Note> notes, Instant now) {
        var terms = trade.terms();
        var doc = json.createObjectNode().put("trade_id", trade.tradeId()).put("account", terms.account());
        doc.set("row", json.valueToTree(TradeRow.of(trade, text(terms))));
        doc.set("notes", json.valueToTree(notes));
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(doc.toString(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> stream(rows)
                        .map(row -> read(row.getString("row"), TradeView.class))
                        .findFirst());
    }

    Uni<Saved> save(Change change, Instant now) {
        var before = change.before();
        var doc = json.createObjectNode()
                .put("trade_id", before.tradeId())
                .put("version", before.version())
                .put("account", before.terms().account())
                .put("handled", change.handled());
        doc.set("row", json.valueToTree(TradeRow.of(change.after(), "")));
        doc.set("fill", json.valueToTree(change.fill()));
        doc.set("notes", json.valueToTree(change.notes()));
        doc.set("bookings", json.valueToTree(change.bookings()));
        var values = Tuple.of(doc.toString(), now.atOffset(ZoneOffset.UTC));
        var notices = change.notices(now);
        return notices.isEmpty()
                ? save(pool, values)
                : pool.withTransaction(connection -> save(connection, values)
                        .call(saved -> notifications.write(connection, saved == Saved.STORED ? notices : List.of())));
    }

    private static Uni<Saved> save(SqlClient client, Tuple values) {
        return client.preparedQuery(SAVE)
                .execute(values)
                .map(rows -> rows.iterator().next())
                .map(row -> Saved.of(row.getLong("locked"), row.getLong("stored")));
    }

    /** The trade, empty if there is none of that id that was made here. */
    Uni<Optional<DeskTrade>> find(String tradeId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(tradeId))
                .map(rows ->
                        stream(rows).map(row -> trade(row.getString("trade"))).findFirst());
    }

    /** Living trades of an environment that have something due: an order to ask about, or a market that has closed. */
    Uni<List<String>> due(String environment, Instant now, int limit) {
        return pool.preparedQuery("""
            SELECT trade_id FROM (
                SELECT o.trade_id, o.next_at AS at FROM desk_orders o JOIN desk_trades t USING (trade_id)
                WHERE o.next_at <= $2 AND t.environment = $1
                UNION
                SELECT t.trade_id, t.market_close_time FROM desk_trades t
                WHERE t.environment = $1 AND t.market_close_time <= $2 AND t.legacy IS NULL
                    AND t.status NOT IN ('closed', 'settled', 'rejected')
                    AND (t.status IN ('open', 'closing') OR EXISTS (SELECT FROM desk_orders o
                        WHERE o.trade_id = t.trade_id AND o.status IN ('pending', 'working', 'unknown')
                            AND NOT o.cancel))
            ) due ORDER BY at LIMIT $3
            """)
                .execute(Tuple.of(environment, now.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> stream(rows)
                        .map(row -> row.getString("trade_id"))
                        .distinct()
                        .toList());
    }

    /** The trade whose order this is; empty for an order that no trade of this environment has sent. */
    Uni<Optional<String>> ofOrder(String environment, String clientOrderId) {
        return pool.preparedQuery("""
            SELECT o.trade_id FROM desk_orders o JOIN desk_trades t USING (trade_id)
            WHERE o.client_order_id = $2 AND t.environment = $1
            """)
                .execute(Tuple.of(environment, clientOrderId))
                .map(rows -> stream(rows).map(row -> row.getString("trade_id")).findFirst());
    }

    /** Keeps a fill that belongs to no trade; true the first time. */
    Uni<Boolean> stray(String environment, VenueFill fill, Instant now) {
        var values = Tuple.tuple()
                .addString(environment)
                .addString(fill.fillId())
                .addString(fill.clientOrderId())
                .addString(fill.ticker())
                .addString(fill.side().name())
                .addBigDecimal(fill.count().shares())
                .addBigDecimal(fill.price().value())
                .addBigDecimal(fill.fee().amount())
                .addOffsetDateTime(fill.filledAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery("""
            INSERT INTO desk_fills (environment, fill_id, client_order_id, ticker, side, count, price, fee,
                filled_at, applied_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING
            """).execute(values).map(rows -> rows.rowCount() == 1);
    }

    private DeskTrade trade(String text) {
        var row = read(text, TradeRow.class);
        return row.trade(read(row.content(), TradeTerms.class));
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored trade cannot be read", impossible);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
