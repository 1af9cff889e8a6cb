package prescient.signal.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SQL on {@code entry_state}, {@code entry_intents} and {@code entry_decisions}. */
@ApplicationScoped
class EntryTable {

    static final String LEASE = "entry";

    private final Pool pool;
    private final ObjectMapper json;

    EntryTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Stores a second's work and tells which settings are in force, in one statement: all of it or nothing. */
    Uni<TickResult> tick(Tick tick) {
        var state = tick.state();
        return pool.preparedQuery("""
                        WITH settings AS (
                            SELECT settings, version, enabled FROM entry_settings WHERE symbol = $1
                        ), answered AS (
                            UPDATE entry_intents i
                            SET status = a.status, code = a.code, detail = a.detail, answered_at = $2
                            FROM jsonb_to_recordset($4::text::jsonb)
                                AS a (trade_id text, status text, code text, detail text)
                            WHERE i.trade_id = a.trade_id AND i.status = 'open'
                        ), given AS (
                            SELECT * FROM jsonb_to_recordset($5::text::jsonb) AS d (ticker text, side text,
                                reasons text[], request jsonb, figures jsonb)
                        ), intended AS (
                            INSERT INTO entry_intents (trade_id, symbol, ticker, side, request, closes_at, submitted_at)
                            SELECT request ->> 'trade_id', $1, ticker, side, request,
                                (request ->> 'market_close_time')::timestamptz, $2
                            FROM given
                            WHERE jsonb_typeof(request) = 'object'
                                AND EXISTS (SELECT FROM settings WHERE enabled AND version = $3)
                                AND EXISTS (SELECT FROM job_lease WHERE job = $6 AND token = $7 AND expires_at > now())
                            ON CONFLICT DO NOTHING RETURNING trade_id
                        ), decided AS (
                            INSERT INTO entry_decisions
                                (symbol, decided_at, ticker, side, outcome, reasons, trade_id, figures,
                                    settings_version)
                            SELECT $1, $2, g.ticker, g.side, CASE WHEN i.trade_id IS NULL THEN 'skip' ELSE 'enter' END,
                                CASE WHEN jsonb_typeof(g.request) = 'object' AND i.trade_id IS NULL
                                    THEN ARRAY['OVERTAKEN'] ELSE g.reasons END,
                                i.trade_id, g.figures, $3
                            FROM given g LEFT JOIN intended i ON i.trade_id = g.request ->> 'trade_id'
                        ), stated AS (
                            INSERT INTO entry_state
                                (symbol, status, reason, ttc_seconds, momentum_score, alert, calm_at, ticked_at)
                            VALUES ($1, $8, $9, $10, $11, $12::timestamptz IS NOT NULL, $12, $2)
                            ON CONFLICT (symbol) DO UPDATE SET status = EXCLUDED.status, reason = EXCLUDED.reason,
                                ttc_seconds = EXCLUDED.ttc_seconds, momentum_score = EXCLUDED.momentum_score,
                                alert = EXCLUDED.alert, calm_at = EXCLUDED.calm_at, ticked_at = EXCLUDED.ticked_at
                        )
                        SELECT (SELECT settings FROM settings)::text AS settings,
                            (SELECT version FROM settings) AS version,
                            ARRAY(SELECT trade_id FROM intended) AS intended
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        tick.settings().symbol(),
                        time(tick.now()),
                        tick.settings().version(),
                        text(tick.answered().stream().map(Answer::of).toList()),
                        text(tick.decisions().stream().map(Line::of).toList()),
                        LEASE,
                        tick.lease(),
                        state.status().name(),
                        state.reason() == null ? null : state.reason().name(),
                        state.ttcSeconds(),
                        state.momentumScore(),
                        state.alert().calmAt() == null
                                ? null
                                : time(state.alert().calmAt()))))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new TickResult(
                            SettingsTable.settings(tick.settings().symbol(), row, json),
                            Set.of(row.getArrayOfStrings("intended")));
                });
    }

    private record Answer(
            String tradeId,
            String status,
            @Nullable String code,
            @Nullable String detail) {

        static Answer of(Intent intent) {
            return new Answer(
                    intent.request().tradeId(),
                    intent.status().name().toLowerCase(Locale.ROOT),
                    intent.code(),
                    intent.detail());
        }
    }

    private record Line(
            @Nullable String ticker,
            @Nullable String side,
            List<SkipReason> reasons,
            @Nullable TradeRequest request,
            EntryDecision.Figures figures) {

        static Line of(EntryDecision decision) {
            return new Line(
                    decision.ticker(), decision.side(), decision.reasons(), decision.request(), decision.figures());
        }
    }

    /** The newest intent of each market and side whose market is not closed, and every one that is open. */
    Uni<List<Intent>> living(String symbol, Instant now) {
        return pool.preparedQuery("""
                        SELECT * FROM (
                            SELECT DISTINCT ON (ticker, side) request::text AS request, status, code, detail,
                                submitted_at
                            FROM entry_intents WHERE symbol = $1 AND (closes_at > $2 OR status = 'open')
                            ORDER BY ticker, side, submitted_at DESC) newest ORDER BY submitted_at
                        """).execute(Tuple.of(symbol, time(now))).map(rows -> {
            var intents = new ArrayList<Intent>();
            rows.forEach(row -> intents.add(new Intent(
                    read(row.getString("request")),
                    Intent.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                    row.getString("code"),
                    row.getString("detail"),
                    row.getOffsetDateTime("submitted_at").toInstant(),
                    false)));
            return intents;
        });
    }

    /** How it stands, empty before the first second. */
    Uni<Optional<EntryState>> state(String symbol) {
        return pool.preparedQuery("SELECT * FROM entry_state WHERE symbol = $1")
                .execute(Tuple.of(symbol))
                .map(rows -> {
                    for (var row : rows) {
                        return Optional.of(state(row));
                    }
                    return Optional.empty();
                });
    }

    private static EntryState state(Row row) {
        var reason = row.getString("reason");
        var calm = row.getOffsetDateTime("calm_at");
        return new EntryState(
                EntryState.Status.valueOf(row.getString("status")),
                reason == null ? null : SkipReason.valueOf(reason),
                row.getLong("ttc_seconds"),
                row.getBigDecimal("momentum_score"),
                new SpikeAlert(calm == null ? null : calm.toInstant()),
                row.getOffsetDateTime("ticked_at").toInstant());
    }

    /**
     * Decisions, newest first, from {@code from} to before {@code to} by real time.
     *
     * @param before an id; only older ones, all of them if null
     */
    Uni<List<DecisionLine>> decisions(
            String symbol, @Nullable Instant from, @Nullable Instant to, @Nullable Long before, int limit) {
        return pool.preparedQuery("""
                        SELECT id, decided_at, ticker, side, outcome, reasons, trade_id, figures::text AS figures,
                            settings_version
                        FROM entry_decisions
                        WHERE symbol = $1 AND ($2::timestamptz IS NULL OR decided_at >= $2)
                            AND ($3::timestamptz IS NULL OR decided_at < $3) AND ($4::bigint IS NULL OR id < $4)
                        ORDER BY id DESC LIMIT $5
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        symbol, from == null ? null : time(from), to == null ? null : time(to), before, limit)))
                .map(rows -> {
                    var lines = new ArrayList<DecisionLine>();
                    rows.forEach(row -> lines.add(line(row)));
                    return lines;
                });
    }

    private DecisionLine line(Row row) {
        try {
            return new DecisionLine(
                    row.getLong("id"),
                    row.getOffsetDateTime("decided_at").toInstant(),
                    row.getString("ticker"),
                    row.getString("side"),
                    row.getString("outcome"),
                    List.of(row.getArrayOfStrings("reasons")),
                    row.getString("trade_id"),
                    row.getInteger("settings_version"),
                    json.readTree(row.getString("figures")));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Forgets decisions, and intents about closed markets, that are older than {@code keep}; answers how many. */
    Uni<Integer> forget(Instant now, Duration keep) {
        return pool.preparedQuery("""
                        WITH intents AS (
                            DELETE FROM entry_intents WHERE closes_at < $1 AND status <> 'open' RETURNING 1
                        ), decisions AS (
                            DELETE FROM entry_decisions WHERE decided_at < $1 RETURNING 1
                        )
                        SELECT (SELECT count(*) FROM intents) + (SELECT count(*) FROM decisions) AS forgotten
                        """)
                .execute(Tuple.of(time(now.minus(keep))))
                .map(rows -> rows.iterator().next().getInteger("forgotten"));
    }

    private TradeRequest read(String text) {
        try {
            return json.readValue(text, TradeRequest.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
