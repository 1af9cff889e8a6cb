package prescient.signal.signal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.signal.strategy.Action;

/** SQL on {@code trading_signals} after generation: claim, outcome, expiry, list. */
@ApplicationScoped
class SignalTable {

    private static final String TOO_OLD = "older than the maximum age";

    private final Pool pool;

    SignalTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * Leases open signals and expires the ones generated before {@code oldest}, in one statement. Rows that another
     * claim holds at the moment are skipped, so two claimants neither wait for each other nor get the same signal.
     *
     * <p>What the claimant holds already comes last: one that claims batch by batch and reports outcomes later would
     * otherwise be given its first batch for ever.
     */
    Uni<Moved> claim(ClaimRequest request, Instant now, Instant oldest, Instant until) {
        return pool.preparedQuery("""
                        WITH old AS MATERIALIZED (
                            SELECT id FROM trading_signals
                            WHERE portfolio_id = $1 AND status IN ('generated', 'claimed') AND timestamp < $4
                                AND (status = 'generated' OR claimed_by = $2 OR claimed_until <= $3)
                            FOR UPDATE SKIP LOCKED
                        ), expired AS (
                            UPDATE trading_signals AS signal
                            SET status = 'expired', claimed_until = NULL, outcome_reason = $7, outcome_at = $3
                            FROM old WHERE signal.id = old.id
                            RETURNING signal.id
                        ), open AS MATERIALIZED (
                            SELECT id FROM trading_signals
                            WHERE portfolio_id = $1 AND status IN ('generated', 'claimed') AND timestamp >= $4
                                AND (status = 'generated' OR claimed_by = $2 OR claimed_until <= $3)
                            ORDER BY coalesce(claimed_by = $2 AND claimed_until > $3, false),
                                timestamp, run_id, confidence DESC, run_position
                            LIMIT $6
                            FOR UPDATE SKIP LOCKED
                        ), claimed AS (
                            UPDATE trading_signals AS signal
                            SET status = 'claimed', claimed_by = $2, claimed_until = $5
                            FROM open WHERE signal.id = open.id
                            RETURNING signal.*
                        )
                        SELECT claimed.*, (SELECT count(*) FROM expired) AS expired
                        FROM (SELECT) AS once LEFT JOIN claimed ON true
                        ORDER BY timestamp, run_id, confidence DESC, run_position
                        """)
                .execute(Tuple.from(List.of(
                        request.portfolioId(),
                        request.claimant(),
                        time(now),
                        time(oldest),
                        time(until),
                        request.limit(),
                        TOO_OLD)))
                .map(rows -> {
                    int expired = rows.iterator().next().getInteger("expired");
                    var claimed = stream(rows, row -> row)
                            .filter(row -> row.getString("signal_id") != null)
                            .map(SignalTable::signal)
                            .toList();
                    return new Moved(claimed, expired);
                });
    }

    /**
     * Applies outcomes that the lifecycle allows, in one statement. If a signal is named twice, executed wins. Rows are
     * locked in the order of their ids, so that two callers with the same signals wait for each other in turn.
     */
    Uni<List<OutcomeEffect>> record(List<Outcome> outcomes) {
        return pool.preparedQuery("""
                        WITH given AS (
                            SELECT DISTINCT ON (signal_id) *
                            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
                                WITH ORDINALITY AS outcome (signal_id, told, trade_id, reason, at, position)
                            ORDER BY signal_id, told = 'executed' DESC, position
                        ), locked AS MATERIALIZED (
                            SELECT id FROM trading_signals WHERE signal_id IN (SELECT signal_id FROM given)
                            ORDER BY id FOR UPDATE
                        ), applied AS (
                            UPDATE trading_signals AS signal
                            SET status = told, claimed_until = NULL, outcome_reason = given.reason, outcome_at = at,
                                executed = (told = 'executed'), trade_id = given.trade_id,
                                executed_at = CASE told WHEN 'executed' THEN at END
                            FROM given, locked
                            WHERE signal.id = locked.id AND signal.signal_id = given.signal_id
                                AND status = ANY (CASE told WHEN 'executed' THEN $6::text[] ELSE $7::text[] END)
                            RETURNING signal.signal_id
                        )
                        SELECT given.signal_id, told, given.trade_id AS told_trade_id, status AS found,
                            before.trade_id AS found_trade_id, applied.signal_id IS NOT NULL AS applied
                        FROM given
                        LEFT JOIN trading_signals AS before ON before.signal_id = given.signal_id
                        LEFT JOIN applied ON applied.signal_id = given.signal_id
                        """)
                .execute(Tuple.from(List.of(
                        texts(outcomes, Outcome::signalId),
                        texts(outcomes, outcome -> outcome.status().text()),
                        texts(outcomes, Outcome::tradeId),
                        texts(outcomes, Outcome::reason),
                        outcomes.stream().map(outcome -> time(outcome.at())).toArray(OffsetDateTime[]::new),
                        SignalStatus.before(SignalStatus.EXECUTED),
                        SignalStatus.before(SignalStatus.DENIED))))
                .map(rows -> stream(rows, SignalTable::effect).toList());
    }

    /** Expires what was generated before {@code oldest} and is not leased; answers how many. */
    Uni<Integer> expire(Instant now, Instant oldest) {
        return pool.preparedQuery("""
                        WITH old AS MATERIALIZED (
                            SELECT id FROM trading_signals
                            WHERE status = ANY ($3::text[]) AND timestamp < $1
                                AND (status = 'generated' OR claimed_until <= $2)
                            FOR UPDATE SKIP LOCKED
                        )
                        UPDATE trading_signals AS signal
                        SET status = 'expired', claimed_until = NULL, outcome_reason = $4, outcome_at = $2
                        FROM old WHERE signal.id = old.id
                        """)
                .execute(Tuple.of(time(oldest), time(now), SignalStatus.before(SignalStatus.EXPIRED), TOO_OLD))
                .map(RowSet::rowCount);
    }

    /**
     * Signals, newest first.
     *
     * @param beforeId only rows with a smaller id, null from the top
     */
    Uni<List<SignalLine>> list(SignalFilter filter, @Nullable Long beforeId, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM trading_signals
                        WHERE ($1::integer IS NULL OR portfolio_id = $1) AND ($2::text IS NULL OR status = $2)
                            AND ($3::text IS NULL OR run_id = $3) AND ($4::bigint IS NULL OR id < $4)
                            AND ($5::text IS NULL OR signal_id = $5) AND ($6::text IS NULL OR market_id = $6)
                        ORDER BY id DESC LIMIT $7
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        filter.portfolioId(),
                        filter.status(),
                        filter.runId(),
                        beforeId,
                        filter.signalId(),
                        filter.marketId(),
                        limit)))
                .map(rows -> stream(rows, SignalTable::line).toList());
    }

    /** The signals of a run, as they were generated. */
    Uni<List<Signal>> ofRun(String runId) {
        return pool.preparedQuery("""
                        SELECT * FROM trading_signals WHERE run_id = $1 ORDER BY portfolio_id, run_position
                        """)
                .execute(Tuple.of(runId))
                .map(rows -> stream(rows, SignalTable::signal).toList());
    }

    private static SignalLine line(Row row) {
        return new SignalLine(
                row.getLong("id"),
                signal(row),
                row.getString("claimed_by"),
                instant(row, "claimed_until"),
                row.getString("trade_id"),
                instant(row, "executed_at"),
                row.getString("outcome_reason"));
    }

    private static Signal signal(Row row) {
        return new Signal(
                row.getString("signal_id"),
                row.getString("run_id"),
                row.getInteger("portfolio_id"),
                row.getString("strategy"),
                row.getString("market_id"),
                row.getString("market_question"),
                Action.of(row.getString("action")),
                new Price(row.getBigDecimal("target_price")),
                new Money(row.getBigDecimal("amount")),
                row.getBigDecimal("confidence"),
                row.getString("reason"),
                new Price(row.getBigDecimal("yes_price")),
                new Price(row.getBigDecimal("no_price")),
                row.getBigDecimal("market_liquidity"),
                row.getBigDecimal("market_volume"),
                row.getString("event_id"),
                row.getString("event_title"),
                instant(row, "event_end_date"),
                instant(row, "market_end_date"),
                instant(row, "snapshot_at"),
                row.getOffsetDateTime("timestamp").toInstant(),
                SignalStatus.of(row.getString("status")));
    }

    private static OutcomeEffect effect(Row row) {
        var found = row.getString("found");
        return new OutcomeEffect(
                row.getString("signal_id"),
                SignalStatus.of(row.getString("told")),
                row.getString("told_trade_id"),
                found == null ? null : SignalStatus.of(found),
                row.getString("found_trade_id"),
                row.getBoolean("applied"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String[] texts(List<Outcome> outcomes, Function<Outcome, @Nullable String> column) {
        return outcomes.stream().map(column).toArray(String[]::new);
    }

    private static <T> java.util.stream.Stream<T> stream(RowSet<Row> rows, Function<Row, T> mapper) {
        var mapped = new ArrayList<T>();
        rows.forEach(row -> mapped.add(mapper.apply(row)));
        return StreamSupport.stream(mapped.spliterator(), false);
    }
}
