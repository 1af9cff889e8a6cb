package prescient.signal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.signal.entry.Sheets.good;
import static prescient.signal.entry.Sheets.row;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Seconds of entering, with real tables and a desk that remembers what it was asked for. */
@QuarkusTest
class EntryDeskTest extends EntryDesks {

    @Test
    void byItselfItIsOffAndAsksNobody() throws SQLException {
        // Given
        var desk = desk("one");
        sheet = null;

        // When
        var first = tick(desk);
        tick(desk);

        // Then
        assertThat(first).isEqualTo(EntryState.Status.DISABLED);
        assertThat(trades.asked).isZero();
        assertThat(read(DECISIONS)).containsExactly(" skip DISABLED");
        assertThat(read("SELECT count(*) FROM signal.entry_settings")).containsExactly("0");
    }

    @Test
    void whatAllLimitsAllowIsEnteredOnceAndEveryChangeOfMindIsOnRecord() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");

        // When
        tick(desk);
        look(595, "0.1", good(TICKER), row("OTHER", "117750", "80", "85", "20", "-5", "0", "5000", "yes"));
        tick(desk);
        tick(desk);
        clock.advance(Duration.ofSeconds(60));
        look(530, "0.1", good(TICKER));
        tick(desk);

        // Then
        assertThat(trades.known).hasSize(1);
        assertThat(trades.asked).isEqualTo(1);
        assertThat(read(STATUSES)).containsExactly(id() + " accepted ");
        assertThat(read(DECISIONS))
                .containsExactly(
                        TICKER + " enter ",
                        TICKER + " skip ALREADY_ENTERED,COOLDOWN",
                        "OTHER skip PROBABILITY_FAR,DIFFERENTIAL_FAR,PROBABILITY_LOW,DIFFERENTIAL_LOW",
                        TICKER + " skip ALREADY_ENTERED");
        assertThat(read("SELECT status || ' ' || ttc_seconds FROM signal.entry_state"))
                .containsExactly("ACTIVE 530");
    }

    @Test
    void anAnswerThatGotLostIsAskedForAgainUnderTheSameIdAndIsOneTrade() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        trades.answersGetLost = true;
        tick(desk);
        trades.answersGetLost = false;

        // When: another replica goes on, as after a crash
        desk.close();
        look(595, "0.2", row(TICKER, "118000", "98.00", "96", "6", "2.00", "-4.00", "5000", "yes"));
        var other = desk("two");
        tick(other);
        tick(other);

        // Then: what was stored was sent, not what would be asked for now
        assertThat(trades.asked).isEqualTo(2);
        assertThat(trades.known).hasSize(1);
        assertThat(read(STATUSES)).containsExactly(id() + " accepted ");
        assertThat(read(DECISIONS)).contains(TICKER + " skip UNANSWERED,COOLDOWN");
    }

    @Test
    void b31AnIntentNobodyAnsweredCountsAsAPosition() throws SQLException {
        // Given
        store(Sheets.settings(tree -> tree.put("allow_re_entry", true)));
        var desk = desk("one");
        trades.away = true;
        for (int second = 0; second < 12; second++) {
            tick(desk);
        }
        trades.away = false;

        // When
        for (int second = 0; second < 12; second++) {
            tick(desk);
        }
        desk.close();
        tick(desk("two"));

        // Then: it was sent until its price was history, and never again
        assertThat(trades.known).isEmpty();
        assertThat(trades.asked).isEqualTo(10);
        assertThat(read("SELECT status || ' ' || detail FROM signal.entry_intents"))
                .containsExactly("unanswered not answered in time");
        assertThat(read("SELECT count(*) FROM signal.entry_intents")).containsExactly("1");
    }

    @Test
    void b31ATradeThatLivesElsewhereIsRefusedThereAndNotAskedForAgain() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        trades.denial = "POSITION_EXISTS";

        // When
        for (int second = 0; second < 25; second++) {
            tick(desk);
        }

        // Then
        assertThat(trades.asked).isEqualTo(1);
        assertThat(read("SELECT status || ' ' || code || ' ' || detail FROM signal.entry_intents"))
                .containsExactly("denied POSITION_EXISTS no");
    }

    @Test
    void b30AnotherDenialIsAskedForAgainAfterTheCooldown() throws SQLException {
        // Given
        store(Sheets.on());
        var desk = desk("one");
        trades.denial = "MARKET_PAUSED";

        // When
        for (int second = 0; second < 25; second++) {
            tick(desk);
        }

        // Then
        assertThat(trades.asked).isEqualTo(3);
        assertThat(read("SELECT count(*) FROM signal.entry_intents WHERE status = 'denied'"))
                .containsExactly("3");
    }
}
