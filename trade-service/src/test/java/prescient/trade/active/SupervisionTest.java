package prescient.trade.active;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;
import prescient.trade.desk.DeskRig;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;

/** What is seen of open trades, and what follows from it. */
class SupervisionTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private ActiveRig rig;

    @BeforeEach
    void begin() throws SQLException {
        rig = new ActiveRig();
    }

    private void open(String id, Side side) {
        rig.desk.opened(DeskRig.terms(id, "KX-" + id, side));
        rig.desk.rounds(1);
    }

    @Test
    void everyFigureOfATradeIsComputedFromWhatIsSeen() {
        // Given
        open("t1", Side.YES);

        // When
        rig.second();

        // Then
        var trade = rig.active("t1");
        assertThat(trade.symbolPrice()).isEqualByComparingTo("118900");
        assertThat(trade.buffer()).isEqualByComparingTo("150");
        assertThat(trade.closePrice()).isEqualByComparingTo("0.10");
        assertThat(trade.probability()).isEqualByComparingTo("95");
        assertThat(trade.pnl())
                .as("10 at 0.90, less 6 dollars and a cent of fee")
                .isEqualByComparingTo("2.99");
        assertThat(trade.closeSeconds()).isEqualTo((int)
                Duration.between(rig.desk.clock.instant(), DeskRig.CLOSE).toSeconds());
    }

    @Test
    void theProbabilityOfASideThatIsBehindIsWhatTheOtherLeaves() {
        // Given
        open("t1", Side.NO);

        // When
        rig.second();

        // Then
        var trade = rig.active("t1");
        assertThat(trade.buffer()).isEqualByComparingTo("-150");
        assertThat(trade.probability()).isEqualByComparingTo("5");
        assertThat(trade.closePrice()).as("a NO is closed by a YES").isEqualByComparingTo("0.92");
    }

    @Test
    void anImprobableTradeIsClosedUntilNothingIsHeld() {
        // Given
        open("t1", Side.YES);
        rig.feeds.within = "39.99";

        // When
        var stops = rig.second();
        rig.desk.rounds(3);

        // Then
        assertThat(stops).containsExactly("t1");
        var trade = rig.desk.view("t1");
        assertThat(trade.status()).isEqualTo("closed");
        assertThat(trade.closeMethod()).isEqualTo("auto");
        assertThat(trade.symbolClose()).isEqualByComparingTo("118900");
        assertThat(rig.watches("t1")).isFalse();
    }

    @Test
    void verificationWaitsAndForgetsABreachThatIsOver() {
        // Given
        open("t1", Side.YES);
        rig.rules(true, "40", 15, 60, true, "0.36");
        rig.feeds.within = "30";
        rig.second();
        rig.desk.clock.pass(Duration.ofSeconds(10));
        rig.feeds.within = "50";
        rig.second();
        rig.feeds.within = "30";
        rig.second();

        // When
        rig.desk.clock.pass(Duration.ofSeconds(10));
        var tooEarly = rig.second();
        rig.desk.clock.pass(Duration.ofSeconds(5));
        var inTime = rig.second();

        // Then
        assertThat(tooEarly).isEmpty();
        assertThat(inTime).containsExactly("t1");
    }

    @Test
    void aRowOfSettingsIsKeptForEveryVersionWithWhoMadeIt() throws SQLException {
        // Given
        var before = DeskRig.got(rig.settings.read());

        // When
        rig.rules(false, "25.5", 15, 30, false, "0.5");

        // Then
        try (var connection = DeskRig.superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT settings ->> 'probability_threshold', changed_by"
                        + " FROM trade.active_settings_audit WHERE version = " + (before.version() + 1))) {
            assertThat(rows.next()).isTrue();
            assertThat(new BigDecimal(rows.getString(1))).isEqualByComparingTo("25.5");
            assertThat(rows.getString(2)).isEqualTo("a test");
        }
    }

    @Test
    void aSilentFeedRaisesOneAlarmAndLeavesTheRulesOn() {
        // Given
        log.expect("is silent for");
        open("t1", Side.YES);
        rig.rules(true, "40", 20, 60, true, "0.36");
        rig.feeds.within = "30";
        rig.second();
        rig.feeds.silent = true;

        // When
        for (int i = 0; i < 15; i++) {
            rig.second();
        }
        var states = rig.watch.states();
        var seen = rig.active("t1");
        rig.desk.clock.pass(Duration.ofSeconds(10));
        var stops = rig.second();

        // Then
        assertThat(log.lines())
                .filteredOn(line -> line.contains("is silent for"))
                .hasSize(3);
        assertThat(states).allMatch(feed -> feed.state().equals("stale"));
        assertThat(seen.symbolPriceAt()).isBefore(rig.desk.clock.instant().minusSeconds(10));
        assertThat(seen.symbolPrice()).isEqualByComparingTo("118900");
        assertThat(stops).as("judged by what was last known").containsExactly("t1");
    }

    @Test
    void aMarketThatClosesInACenturyHoldsUpNoOther() {
        // Given
        var far = Instant.parse("2199-01-01T00:00:00Z");
        rig.desk.opened(DeskRig.terms("far", "KX-far", Side.YES, "10", "0.60", TimeInForce.FILL_OR_KILL, far));
        open("t1", Side.YES);

        // When
        rig.second();

        // Then
        assertThat(rig.active("far").closeSeconds()).isEqualTo(Integer.MAX_VALUE);
        assertThat(rig.active("t1").evaluatedAt()).isNotNull();
    }

    @Test
    void everyMarketAndSymbolIsAskedOnceHoweverManyTradesLookAtIt() {
        // Given
        rig.desk.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.desk.opened(DeskRig.terms("t2", "KX-1", Side.NO));
        rig.desk.opened(DeskRig.terms("t3", "KX-2", Side.YES));
        rig.desk.rounds(1);
        rig.feeds.asked.clear();

        // When
        rig.supervisor.tick();

        // Then
        assertThat(rig.feeds.asked)
                .hasSize(4)
                .contains("BTC-USD", "KX-1", "KX-2")
                .doesNotHaveDuplicates();
        assertThat(Collections.frequency(rig.feeds.asked, "BTC-USD")).isOne();
    }
}
