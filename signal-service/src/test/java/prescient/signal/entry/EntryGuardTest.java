package prescient.signal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.signal.entry.Sheets.good;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What keeps entering back: alerts, switches, leases, and a strike table that is missing. */
@QuarkusTest
class EntryGuardTest extends EntryDesks {

    @Test
    void aTradeThatGotNoContractIsNoEntry() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        trades.status = "pending";
        tick(desk);
        tick(desk);

        // When: the venue had nothing to sell, and after the cooldown it has
        trades.status = "rejected";
        tick(desk);
        trades.status = "open";
        for (int second = 0; second < 25; second++) {
            tick(desk);
        }

        // Then
        assertThat(trades.known).hasSize(2);
        assertThat(trades.asked).isEqualTo(4);
        assertThat(read("SELECT status || ' ' || coalesce(code, '') FROM signal.entry_intents ORDER BY submitted_at"))
                .containsExactly("denied NOT_FILLED", "accepted ");
    }

    @Test
    void aTradeThatStaysUndecidedIsOne() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        trades.status = "unknown";

        // When
        for (int second = 0; second < 15; second++) {
            tick(desk);
        }

        // Then
        assertThat(read("SELECT status FROM signal.entry_intents")).containsExactly("accepted");
        assertThat(trades.known).hasSize(1);
    }

    @Test
    void b32AnAlertOutlivesARestart() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        look(800, "0.5", good(TICKER));
        var spiked = tick(desk);
        desk.close();
        look(700, "0.1", good(TICKER));

        // When
        var other = desk("two");
        var after = tick(other);
        clock.advance(Duration.ofMinutes(15));
        look(600, "0.1", good(TICKER));
        var calm = tick(other);

        // Then
        assertThat(spiked).isEqualTo(EntryState.Status.PAUSED);
        assertThat(after).isEqualTo(EntryState.Status.PAUSED);
        assertThat(calm).isEqualTo(EntryState.Status.ACTIVE);
        assertThat(trades.asked).isEqualTo(1);
    }

    @Test
    void switchedOffInTheSameSecondNothingIsEntered() throws SQLException {
        // Given: it knows that it is on
        store(Sheets.on());
        var desk = desk("one");
        look(1000, "0.1", good(TICKER));
        tick(desk);
        look(600, "0.1", good(TICKER));

        // When
        store(EntrySettings.DEFAULT);
        tick(desk);
        var then = tick(desk);

        // Then
        assertThat(trades.asked).isZero();
        assertThat(read(DECISIONS)).containsExactly(" skip TOO_EARLY", TICKER + " skip OVERTAKEN", " skip DISABLED");
        assertThat(then).isEqualTo(EntryState.Status.DISABLED);
        assertThat(read(STATUSES)).isEmpty();
    }

    @Test
    void aLeaseThatWasLostEntersNothing() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        look(1000, "0.1", good(TICKER));
        tick(desk);
        look(600, "0.1", good(TICKER));

        // When: somebody else took it, and this replica does not know yet
        execute("prescient_signal_owner", "UPDATE job_lease SET token = token + 1 WHERE job = 'entry'");
        tick(desk);

        // Then
        assertThat(trades.asked).isZero();
        assertThat(read(DECISIONS)).contains(TICKER + " skip OVERTAKEN");
    }

    @Test
    void oneReplicaLooks() {
        // Given
        var one = desk("one");
        var two = desk("two");

        // When
        boolean first = one.tick().isPresent();
        boolean besides = two.tick().isPresent();
        one.close();
        boolean after = two.tick().isPresent();

        // Then
        assertThat(first).isTrue();
        assertThat(besides).isFalse();
        assertThat(after).isTrue();
    }

    @Test
    void withoutAStrikeTableNothingIsEnteredAndThatIsSaid() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        sheet = null;

        // When
        var status = tick(desk);

        // Then
        assertThat(status).isEqualTo(EntryState.Status.INACTIVE);
        assertThat(read(DECISIONS)).containsExactly(" skip NO_STRIKE_TABLE");
        assertThat(trades.asked).isZero();
    }

    @Test
    void whatIsOldIsForgottenButNoOpenIntent() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        tick(desk);
        tick(desk);
        execute(
                "prescient_signal_owner",
                "INSERT INTO entry_intents (trade_id, symbol, ticker, side, request, closes_at, submitted_at)"
                        + " SELECT 'x', symbol, 'X', side, request, closes_at, submitted_at FROM entry_intents");

        // When
        int forgotten = table.forget(clock.instant().plus(Duration.ofDays(91)), Duration.ofDays(90))
                .await()
                .indefinitely();

        // Then
        assertThat(forgotten).isEqualTo(3);
        assertThat(read(STATUSES)).containsExactly("x open ");
    }
}
