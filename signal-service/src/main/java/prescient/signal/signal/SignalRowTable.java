package prescient.signal.signal;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.database.Bulk;
import prescient.money.Money;
import prescient.money.Price;
import prescient.signal.strategy.Action;

/** Rows of {@code trading_signals} as both stores know them. Stateless. */
final class SignalRowTable {

    private static final List<Column> COLUMNS = List.of(
            new Column("signal_id", "text", KnownSignal::key),
            new Column("run_id", "text", known -> known.signal().runId()),
            new Column("strategy", "text", known -> known.signal().strategy()),
            new Column("run_position", "integer", KnownSignal::runPosition),
            new Column("timestamp", "timestamptz", known -> known.signal().generatedAt()),
            new Column("market_id", "text", known -> known.signal().marketId()),
            new Column("market_question", "text", known -> known.signal().marketQuestion()),
            new Column("action", "text", known -> known.signal().action().text()),
            new Column("target_price", "numeric", known -> known.signal().targetPrice()),
            new Column("amount", "numeric", known -> known.signal().amount()),
            new Column("confidence", "numeric", known -> known.signal().confidence()),
            new Column("reason", "text", known -> known.signal().reason()),
            new Column("yes_price", "numeric", known -> known.signal().yesPrice()),
            new Column("no_price", "numeric", known -> known.signal().noPrice()),
            new Column("market_liquidity", "numeric", known -> known.signal().marketLiquidity()),
            new Column("market_volume", "numeric", known -> known.signal().marketVolume()),
            new Column("event_id", "text", known -> known.signal().eventId()),
            new Column("event_title", "text", known -> known.signal().eventTitle()),
            new Column("event_end_date", "timestamptz", known -> known.signal().eventEndDate()),
            new Column("market_end_date", "timestamptz", known -> known.signal().marketEndDate()),
            new Column("snapshot_at", "timestamptz", known -> known.signal().snapshotAt()),
            new Column("legacy_absent", "text", KnownSignal::absent));

    private static final List<Column> STATE = List.of(
            new Column("status", "text", known -> known.status().text()),
            new Column("claimed_by", "text", KnownSignal::claimedBy),
            new Column("claimed_until", "timestamptz", KnownSignal::claimedUntil),
            new Column("outcome_reason", "text", KnownSignal::outcomeReason),
            new Column("outcome_at", "timestamptz", KnownSignal::outcomeAt),
            new Column("executed", "boolean", known -> known.status() == SignalStatus.EXECUTED),
            new Column("executed_at", "timestamptz", known -> known.line().executedAt()),
            new Column("trade_id", "text", KnownSignal::tradeId));

    private SignalRowTable() {}

    /** A column, its type, and what goes into it. */
    private record Column(String name, String type, Function<KnownSignal, @Nullable Object> value) {}

    /** Content follows the file; what became of a signal only moves on as its lifecycle allows. */
    static void write(Bulk.Session session, List<KnownSignal> known) throws SQLException {
        var all = new ArrayList<>(COLUMNS);
        all.addAll(STATE);
        session.execute(
                """
                INSERT INTO trading_signals AS signal (portfolio_id, %1$s, %2$s)
                SELECT 1, %3$s FROM unnest(%4$s) AS given (%1$s, %2$s)
                ON CONFLICT (signal_id) DO UPDATE SET (%1$s) = ROW (%5$s)
                WHERE ROW (%6$s) IS DISTINCT FROM ROW (%5$s)
                """.formatted(
                                names(COLUMNS, ""),
                                names(STATE, ""),
                                casts(all),
                                places(all.size()),
                                names(COLUMNS, "EXCLUDED."),
                                names(COLUMNS, "signal.")),
                arrays(all, known));
        var moved = new ArrayList<Column>();
        moved.add(COLUMNS.getFirst());
        moved.addAll(STATE);
        var parameters = new ArrayList<>(Arrays.asList(arrays(moved, known)));
        parameters.add(moves());
        session.execute(
                """
                UPDATE trading_signals AS signal SET (%1$s) = ROW (%2$s)
                FROM unnest(%3$s) AS given (signal_id, %1$s)
                WHERE signal.signal_id = given.signal_id
                    AND signal.status || '>' || given.status = ANY (?)
                    AND ROW (%4$s) IS DISTINCT FROM ROW (%2$s)
                """.formatted(names(STATE, ""), casts(STATE), places(moved.size()), names(STATE, "signal.")),
                parameters.toArray());
    }

    /** The signals of this run are those of the legacy file; empty for none. */
    static void makeCurrent(Bulk.Session session, String runId) throws SQLException {
        session.execute(
                "UPDATE system_metadata SET value = ?, updated_at = now()"
                        + " WHERE key = 'current_signal_run' AND value <> ?",
                runId,
                runId);
    }

    /** The signal of a row. */
    static KnownSignal known(ResultSet row) throws SQLException {
        var signal = new Signal(
                row.getString("signal_id"),
                row.getString("run_id"),
                row.getInt("portfolio_id"),
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
                time(row, "event_end_date"),
                time(row, "market_end_date"),
                time(row, "snapshot_at"),
                row.getObject("timestamp", OffsetDateTime.class).toInstant(),
                SignalStatus.of(row.getString("status")));
        return new KnownSignal(
                row.getLong("id"),
                signal,
                row.getInt("run_position"),
                row.getString("legacy_absent"),
                row.getString("claimed_by"),
                time(row, "claimed_until"),
                row.getString("outcome_reason"),
                time(row, "outcome_at"),
                row.getString("trade_id"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Moves the lifecycle allows, and staying open with another claim. */
    private static Object[] moves() {
        var moves = new ArrayList<String>();
        for (var from : SignalStatus.values()) {
            from.next().forEach(to -> moves.add(from.text() + ">" + to.text()));
        }
        return moves.toArray();
    }

    private static String casts(List<Column> columns) {
        return String.join(
                ", ",
                columns.stream()
                        .map(column -> "given." + column.name() + "::" + column.type())
                        .toList());
    }

    private static String names(List<Column> columns, String prefix) {
        return String.join(
                ", ", columns.stream().map(column -> prefix + column.name()).toList());
    }

    private static String places(int count) {
        return String.join(", ", java.util.Collections.nCopies(count, "?::text[]"));
    }

    private static @Nullable Object[] arrays(List<Column> columns, List<KnownSignal> known) {
        return columns.stream()
                .map(column -> known.stream()
                        .map(column.value())
                        .map(SignalRowTable::text)
                        .toArray())
                .toArray();
    }

    private static @Nullable Object text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number.toPlainString();
            case Object other -> other.toString();
        };
    }
}
