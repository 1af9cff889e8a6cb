package prescient.trade.active;

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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.trade.active.Observation.Seen;
import prescient.trade.active.Observation.Wanted;
import prescient.trade.desk.DeskMessage;

/**
 * The trades that are watched. A message is marked handled in the statement that has its effect, and a stop is written
 * as a message in the statement that decides it.
 */
@ApplicationScoped
class ActiveTable {

    private static final String WATCH = """
        WITH mine AS (
            UPDATE desk_messages SET handled_at = $2 WHERE sequence = $1 AND handled_at IS NULL
            RETURNING trade_id, trace_id, payload
        )
        INSERT INTO active_trades AS a (trade_id, environment, account, ticket_id, trace_id, status, ticker, symbol,
            strike, side, held, held_cost, booked, entry_price, opened_at, market_close_time)
        SELECT t.trade_id, t.environment, t.account, t.ticket_id, t.trace_id, w.status, t.ticker, t.symbol,
            t.strike, w.side, w.held, w.held_cost, w.booked, t.entry_price, t.opened_at, t.market_close_time
        FROM mine JOIN desk_trades t USING (trade_id) CROSS JOIN LATERAL jsonb_to_record(mine.payload) AS w
            (status text, side text, held numeric, held_cost numeric, booked numeric)
        ON CONFLICT (trade_id) DO UPDATE SET status = EXCLUDED.status, side = EXCLUDED.side, held = EXCLUDED.held,
            held_cost = EXCLUDED.held_cost, booked = EXCLUDED.booked, entry_price = EXCLUDED.entry_price
        """;

    private static final String UNWATCH = """
        WITH mine AS (
            UPDATE desk_messages SET handled_at = $2 WHERE sequence = $1 AND handled_at IS NULL RETURNING trade_id
        )
        DELETE FROM active_trades a USING mine WHERE a.trade_id = mine.trade_id
        """;

    // Stops stay decided: what was once to be closed is asked for again until the manager is at it.
    private static final String TICK = """
        WITH doc AS MATERIALIZED (
            SELECT $1::text::jsonb AS d
        ), prices AS MATERIALIZED (
            SELECT p.* FROM doc, jsonb_to_recordset(d -> 'prices')
                AS p (symbol text, price numeric, at timestamptz, momentum numeric)
        ), books AS MATERIALIZED (
            SELECT b.* FROM doc, jsonb_to_recordset(d -> 'books')
                AS b (ticker text, ask_yes numeric, ask_no numeric, at timestamptz)
        ), chances AS MATERIALIZED (
            SELECT c.* FROM doc, jsonb_to_recordset(d -> 'chances')
                AS c (symbol text, market_close_time timestamptz, strike numeric, within numeric, at timestamptz)
        ), seen AS (
            SELECT a.trade_id, coalesce(p.price, a.symbol_price) AS symbol_price,
                coalesce(p.at, a.symbol_price_at) AS symbol_price_at,
                CASE WHEN p.symbol IS NULL THEN a.momentum ELSE p.momentum END AS momentum,
                CASE WHEN b.ticker IS NULL THEN a.close_price
                    WHEN a.side = 'YES' THEN b.ask_no ELSE b.ask_yes END AS close_price,
                coalesce(b.at, a.book_at) AS book_at, c.within, coalesce(c.at, a.probability_at) AS probability_at,
                (coalesce(p.price, a.symbol_price) - a.strike)
                    * CASE a.side WHEN 'YES' THEN 1 ELSE -1 END AS buffer,
                least(2147483647, greatest(0,
                    floor(extract(epoch FROM a.market_close_time - $2::timestamptz))))::integer AS close_seconds
            FROM active_trades a
            LEFT JOIN prices p ON p.symbol = a.symbol
            LEFT JOIN books b ON b.ticker = a.ticker
            LEFT JOIN chances c ON c.symbol = a.symbol AND c.strike = a.strike
                AND c.market_close_time = a.market_close_time
        ), valued AS (
            SELECT s.*, a.side, a.status, a.trace_id, a.stop_rule, a.stop_attempts, a.next_stop_at,
                a.held * (1 - s.close_price) - a.held_cost + a.booked AS pnl,
                CASE WHEN s.within IS NULL OR s.buffer IS NULL THEN a.probability
                    WHEN s.buffer >= 0 THEN s.within ELSE 100 - s.within END AS probability,
                a.breached_at AS was_breached_at
            FROM seen s JOIN active_trades a USING (trade_id)
        ), judged AS (
            SELECT v.*, CASE WHEN v.probability < g.probability_threshold
                    THEN coalesce(v.was_breached_at, $2::timestamptz) END AS breached_at,
                coalesce(v.stop_rule, CASE
                    WHEN g.spike_stop AND ((v.side = 'NO' AND v.momentum >= g.spike_threshold)
                        OR (v.side = 'YES' AND v.momentum <= -g.spike_threshold)) THEN 'momentum_spike'
                    WHEN g.probability_stop AND v.probability < g.probability_threshold
                        AND v.close_seconds >= g.min_close_seconds
                        AND $2::timestamptz >= coalesce(v.was_breached_at, $2::timestamptz)
                            + g.verification_seconds * interval '1 second' THEN 'probability' END) AS rule
            FROM valued v CROSS JOIN active_settings g
        ), decided AS (
            SELECT j.*, j.rule IS NOT NULL AND j.status = 'active'
                AND (j.next_stop_at IS NULL OR j.next_stop_at <= $2) AS stops
            FROM judged j
        ), written AS (
            UPDATE active_trades a SET symbol_price = d.symbol_price, symbol_price_at = d.symbol_price_at,
                momentum = d.momentum, close_price = d.close_price, book_at = d.book_at,
                probability = d.probability, probability_at = d.probability_at, buffer = d.buffer,
                close_seconds = d.close_seconds, pnl = d.pnl, evaluated_at = $2, breached_at = d.breached_at,
                stop_rule = d.rule, stop_attempts = a.stop_attempts + d.stops::integer,
                next_stop_at = CASE WHEN d.stops THEN $2::timestamptz
                    + least(30, power(2, least(a.stop_attempts, 5))) * interval '1 second' ELSE a.next_stop_at END
            FROM decided d WHERE a.trade_id = d.trade_id
        ), stopped AS (
            INSERT INTO desk_messages (message_id, trace_id, trade_id, sender, recipient, kind, payload, created_at,
                next_attempt_at)
            SELECT d.trade_id || ':stop:' || (d.stop_attempts + 1), d.trace_id, d.trade_id, 'supervisor', 'manager',
                'close', jsonb_build_object('method', 'auto', 'rule', d.rule, 'probability', d.probability,
                    'momentum', d.momentum, 'close_price', d.close_price, 'close_seconds', d.close_seconds), $2, $2
            FROM decided d WHERE d.stops
            ON CONFLICT (message_id) DO NOTHING RETURNING trade_id
        )
        SELECT trade_id FROM stopped
        """;

    private final Pool pool;
    private final ObjectMapper json;

    ActiveTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Watches a trade, or what has become of one; nothing when the message was handled before. */
    Uni<Void> watch(DeskMessage message, Instant now) {
        return handled(WATCH, message, now);
    }

    /** No longer watches a trade. */
    Uni<Void> unwatch(DeskMessage message, Instant now) {
        return handled(UNWATCH, message, now);
    }

    private Uni<Void> handled(String statement, DeskMessage message, Instant now) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(message.sequence(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** What is to be asked: each market with its symbol and strike once. */
    Uni<List<Wanted>> wanted() {
        return pool.preparedQuery("""
            SELECT ticker, symbol, strike, market_close_time, max(symbol_price) AS price,
                max(momentum) AS momentum
            FROM active_trades GROUP BY ticker, symbol, strike, market_close_time
            ORDER BY ticker, strike
            """)
                .execute()
                .map(rows -> stream(rows)
                        .map(row -> new Wanted(
                                row.getString("ticker"),
                                row.getString("symbol"),
                                row.getBigDecimal("strike"),
                                row.getOffsetDateTime("market_close_time").toInstant(),
                                row.getBigDecimal("price"),
                                row.getBigDecimal("momentum")))
                        .toList());
    }

    /** Writes what was seen to every watched trade and decides stops; answers the trades a stop was asked for. */
    Uni<List<String>> tick(Seen seen, Instant now) {
        return pool.preparedQuery(TICK)
                .execute(Tuple.of(json.valueToTree(seen).toString(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> stream(rows).map(row -> row.getString("trade_id")).toList());
    }

    /** The watched trades, oldest first. */
    Uni<List<ActiveTrade>> list(int limit) {
        return pool.preparedQuery("""
            SELECT trade_id, environment, account, ticket_id, status, ticker, symbol, strike, side, held, held_cost,
                booked, entry_price, opened_at, market_close_time, symbol_price, symbol_price_at, momentum, close_price,
                book_at, probability, probability_at, buffer, close_seconds, pnl, evaluated_at, stop_rule, breached_at,
                stop_attempts
            FROM active_trades ORDER BY opened_at, trade_id LIMIT $1
            """)
                .execute(Tuple.of(limit))
                .map(rows -> stream(rows).map(ActiveTable::trade).toList());
    }

    private static ActiveTrade trade(Row row) {
        return new ActiveTrade(
                row.getString("trade_id"),
                row.getString("environment"),
                row.getString("account"),
                row.getString("ticket_id"),
                row.getString("status"),
                row.getString("ticker"),
                row.getString("symbol"),
                row.getBigDecimal("strike"),
                row.getString("side"),
                row.getBigDecimal("held"),
                row.getBigDecimal("held_cost"),
                row.getBigDecimal("booked"),
                row.getBigDecimal("entry_price"),
                row.getOffsetDateTime("opened_at").toInstant(),
                row.getOffsetDateTime("market_close_time").toInstant(),
                row.getBigDecimal("symbol_price"),
                instant(row, "symbol_price_at"),
                row.getBigDecimal("momentum"),
                row.getBigDecimal("close_price"),
                instant(row, "book_at"),
                row.getBigDecimal("probability"),
                instant(row, "probability_at"),
                row.getBigDecimal("buffer"),
                row.getInteger("close_seconds"),
                row.getBigDecimal("pnl"),
                instant(row, "evaluated_at"),
                row.getString("stop_rule"),
                instant(row, "breached_at"),
                row.getInteger("stop_attempts"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    /** How fresh supervision is; a trade that was never looked at counts from when it was opened. */
    Uni<Freshness> freshness(Instant now) {
        return pool.query("""
            SELECT count(*) AS watched, min(coalesce(evaluated_at, opened_at)) AS evaluated_at,
                min(least(coalesce(book_at, opened_at),
                    CASE WHEN symbol IS NOT NULL THEN coalesce(symbol_price_at, opened_at) END,
                    CASE WHEN symbol IS NOT NULL AND strike IS NOT NULL
                        THEN coalesce(probability_at, opened_at) END)) AS seen_at
            FROM active_trades
            """).execute().map(rows -> {
            var row = rows.iterator().next();
            return new Freshness(row.getLong("watched"), instant(row, "evaluated_at"), instant(row, "seen_at"), now);
        });
    }
}
