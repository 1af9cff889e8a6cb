package prescient.signal.signal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import prescient.database.Bulk;

/** What the database hands to the file store when the mode changes, and takes from it. Blocks. */
@ApplicationScoped
class SignalHandOverTable {

    private final Bulk bulk;

    SignalHandOverTable(Bulk bulk) {
        this.bulk = bulk;
    }

    /** The runs of portfolio 1 that can still be repeated, oldest first, and the newest signals besides the current. */
    HandedOver handedOver(int runs, int signals) {
        return bulk.read(session -> {
            var found = new ArrayList<FileRun>();
            session.query("""
                    SELECT run_id, strategy, request_hash, result::text AS result, generated_at FROM signal_runs
                    WHERE portfolio_id = 1 ORDER BY generated_at DESC LIMIT ?
                    """, row -> found.add(run(row)), runs);
            var earlier = new ArrayList<KnownSignal>();
            session.query("""
                    SELECT signal.* FROM trading_signals AS signal WHERE portfolio_id = 1 AND run_id NOT IN
                        (SELECT value FROM system_metadata WHERE key = 'current_signal_run')
                    ORDER BY id DESC LIMIT ?
                    """, row -> earlier.add(SignalRowTable.known(row)), signals);
            return new HandedOver(found.reversed(), earlier.reversed(), null);
        });
    }

    /** Takes in everything the file store knows; what it does not know is open no more. */
    void takeOver(HandedOver from, Instant now) {
        bulk.<@Nullable Object>write(session -> {
            for (var run : from.runs()) {
                var stored = run.stored();
                if (stored != null) {
                    session.execute(
                            """
                            INSERT INTO signal_runs (run_id, portfolio_id, strategy, request_hash, result, generated_at)
                            VALUES (?, 1, ?, ?, ?::text::jsonb, ?) ON CONFLICT DO NOTHING
                            """,
                            run.runId(),
                            run.strategy(),
                            stored.requestHash(),
                            SignalSideFile.text(stored.result()),
                            run.generatedAt());
                }
            }
            SignalRowTable.write(session, from.signals());
            SignalRowTable.makeCurrent(session, from.currentRun() == null ? "" : from.currentRun());
            session.execute(
                    """
                    UPDATE trading_signals SET status = 'expired', claimed_until = NULL, outcome_at = ?,
                        outcome_reason = 'replaced by a newer run'
                    WHERE portfolio_id = 1 AND status IN ('generated', 'claimed') AND NOT signal_id = ANY (?)
                    """,
                    now,
                    from.signals().stream()
                            .filter(KnownSignal::isOpen)
                            .map(KnownSignal::key)
                            .toArray());
            return null;
        });
    }

    private static FileRun run(ResultSet row) throws SQLException {
        return new FileRun(
                row.getString("run_id"),
                row.getString("strategy"),
                new StoredRun(row.getString("request_hash"), SignalSideFile.result(row.getString("result"))),
                row.getObject("generated_at", OffsetDateTime.class).toInstant(),
                "");
    }
}
