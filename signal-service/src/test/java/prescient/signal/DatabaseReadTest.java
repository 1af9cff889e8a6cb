package prescient.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is decided rests on the store that is trusted: slow reads are waited for, and the files are not asked. */
@QuarkusTest
@TestProfile(DatabaseRead.class)
class DatabaseReadTest extends ServiceTest {

    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThreads() {
        threads.close();
    }

    @Test
    void aStrategyThatIsOffIsNotUsedBecauseAReadWasSlow() throws Exception {
        // Given
        answer(200, found(market("1", "0.6", "0.4")));
        execute("prescient_signal_owner", "UPDATE strategies SET enabled = false WHERE name = 'most-likely'");
        var slow = slowed("strategies");

        // When
        var answer = post("/signals/generate", "{\"run_id\":\"off\"}");

        // Then
        answer.statusCode(409).body("code", equalTo("STRATEGY_DISABLED"));
        slow.get();
    }

    @Test
    void anArchiveIsNotClosedEmptyBecauseAReadWasSlow() throws Exception {
        // Given
        execute(
                "prescient_signal",
                "INSERT INTO trading_signals (signal_id, run_id, portfolio_id, strategy, run_position, timestamp,"
                        + " market_id, market_question, action, target_price, amount, confidence, yes_price, no_price)"
                        + " VALUES ('there.1.7', 'there', 1, 'most-likely', 1, '2025-10-15T16:10:00Z', '7', '?',"
                        + " 'buy_yes', 0.9, 100, 0.4, 0.9, 0.1)");
        var slow = slowed("trading_signals");

        // When
        var answer = post("/signals/archive", "{\"run_id\":\"there\"}");

        // Then
        answer.statusCode(200).body("archive_id", equalTo("there")).body("signals_count", equalTo(1));
        slow.get();
    }

    @Test
    void aRunThatWasDoneIsNotDoneAgainBecauseAReadWasSlow() throws Exception {
        // Given
        execute("prescient_signal", """
                INSERT INTO signal_runs (run_id, portfolio_id, strategy, request_hash, result, generated_at)
                VALUES ('done', 1, 'most-likely', 'of another request',
                    '{"run_id": "done", "portfolio_id": 1, "strategy": "most-likely", "events": 0, "candidates": 0,
                    "markets": 0, "signals": 0, "buy_yes": 0, "buy_no": 0, "total_amount": 0}',
                    '2025-10-15T16:10:00Z')
                """);
        asked();
        var slow = slowed("signal_runs");

        // When
        var answer = post("/signals/generate", "{\"run_id\":\"done\"}");

        // Then
        answer.statusCode(409).body("code", equalTo("CONTENT_DIFFERS"));
        assertThat(asked()).as("nobody was asked for markets").isEqualTo("[]");
        slow.get();
    }

    /** Nobody can read this table for more than a second. */
    private Future<?> slowed(String table) {
        var slow = threads.submit(() -> {
            execute(
                    "prescient_signal_owner",
                    "DO $$ BEGIN LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE; PERFORM pg_sleep(1.5); END $$");
            return null;
        });
        Awaitility.await()
                .untilAsserted(() -> assertThat(read("SELECT count(*) FROM pg_locks WHERE granted AND"
                                + " mode = 'AccessExclusiveLock' AND relation = '" + table + "'::regclass"))
                        .isEqualTo(List.of("1")));
        return slow;
    }
}
