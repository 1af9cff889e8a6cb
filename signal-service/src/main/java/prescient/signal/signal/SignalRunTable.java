package prescient.signal.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SQL on {@code signal_runs}, and the one statement that stores a run with its signals. */
@ApplicationScoped
class SignalRunTable {

    private final Pool pool;
    private final ObjectMapper json;

    SignalRunTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** The run if it was done before, else null. */
    Uni<@Nullable StoredRun> find(String runId, int portfolioId) {
        return pool.preparedQuery("""
                        SELECT request_hash, result::text AS result FROM signal_runs
                        WHERE run_id = $1 AND portfolio_id = $2
                        """)
                .execute(Tuple.of(runId, portfolioId))
                .map(rows -> rows.iterator().hasNext() ? run(rows.iterator().next()) : null);
    }

    /**
     * Stores a run, its signals and the time of the last generation in one statement; answers false, having written
     * nothing, if the run is there already.
     */
    Uni<Boolean> store(GenerateRequest request, GenerateResult result, List<Signal> signals, Instant now) {
        return pool.preparedQuery("""
                        WITH run AS (
                            INSERT INTO signal_runs (run_id, portfolio_id, strategy, request_hash, result, generated_at)
                            VALUES ($1, $2, $3, $4, $5::text::jsonb, $6)
                            ON CONFLICT (run_id, portfolio_id) DO NOTHING
                            RETURNING run_id, portfolio_id, strategy, generated_at
                        ), stored AS (
                            INSERT INTO trading_signals (
                                run_id, portfolio_id, strategy, timestamp, run_position, signal_id, market_id,
                                market_question, action, target_price, amount, confidence, reason, yes_price, no_price,
                                market_liquidity, market_volume, event_id, event_title, event_end_date,
                                market_end_date, snapshot_at)
                            SELECT run.run_id, run.portfolio_id, run.strategy, run.generated_at, given.position,
                                signal_id, market_id, question, action, target_price::numeric, amount::numeric,
                                confidence::numeric, reason, yes_price::numeric, no_price::numeric,
                                liquidity::numeric, volume::numeric, event_id, event_title, event_end_date,
                                market_end_date, snapshot_at
                            FROM run, unnest($7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
                                $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[],
                                $19::text[], $20::text[], $21::timestamptz[], $22::timestamptz[], $23::timestamptz[])
                                WITH ORDINALITY AS given (signal_id, market_id, question, action, target_price, amount,
                                    confidence, reason, yes_price, no_price, liquidity, volume, event_id, event_title,
                                    event_end_date, market_end_date, snapshot_at, position)
                            ORDER BY given.position
                        ), marked AS (
                            UPDATE system_metadata
                            SET value = CASE key WHEN 'current_signal_run' THEN $1 ELSE $24 END, updated_at = $6
                            WHERE (key = 'last_signal_generation' OR key = 'current_signal_run' AND $2 = 1)
                                AND EXISTS (SELECT FROM run)
                        )
                        SELECT count(*) AS runs FROM run
                        """)
                .execute(Tuple.from(values(request, result, signals, now)))
                .map(rows -> rows.iterator().next().getLong("runs") == 1);
    }

    private List<@Nullable Object> values(
            GenerateRequest request, GenerateResult result, List<Signal> signals, Instant now) {
        var values = new ArrayList<@Nullable Object>();
        values.add(request.runId());
        values.add(request.portfolioId());
        values.add(request.strategy());
        values.add(request.hash());
        values.add(text(result));
        values.add(now.atOffset(ZoneOffset.UTC));
        values.add(texts(signals, Signal::signalId));
        values.add(texts(signals, Signal::marketId));
        values.add(texts(signals, Signal::marketQuestion));
        values.add(texts(signals, signal -> signal.action().text()));
        values.add(texts(signals, signal -> signal.targetPrice().toString()));
        values.add(texts(signals, signal -> signal.amount().toString()));
        values.add(texts(signals, signal -> plain(signal.confidence())));
        values.add(texts(signals, Signal::reason));
        values.add(texts(signals, signal -> signal.yesPrice().toString()));
        values.add(texts(signals, signal -> signal.noPrice().toString()));
        values.add(texts(signals, signal -> plain(signal.marketLiquidity())));
        values.add(texts(signals, signal -> plain(signal.marketVolume())));
        values.add(texts(signals, Signal::eventId));
        values.add(texts(signals, Signal::eventTitle));
        values.add(times(signals, Signal::eventEndDate));
        values.add(times(signals, Signal::marketEndDate));
        values.add(times(signals, Signal::snapshotAt));
        values.add(now.toString());
        return values;
    }

    private static @Nullable String[] texts(List<Signal> signals, Function<Signal, @Nullable String> column) {
        return signals.stream().map(column).toArray(String[]::new);
    }

    private static @Nullable OffsetDateTime[] times(List<Signal> signals, Function<Signal, @Nullable Instant> column) {
        return signals.stream()
                .map(column)
                .map(time -> time == null ? null : time.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private StoredRun run(Row row) {
        try {
            return new StoredRun(
                    row.getString("request_hash"), json.readValue(row.getString("result"), GenerateResult.class));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a stored result cannot be read", failure);
        }
    }

    private String text(GenerateResult result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
