package prescient.trade.active;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;
import prescient.trade.desk.DeskRig;
import prescient.trade.venue.Side;

/** What the supervisor's predecessor got wrong about stops, by its number in the register of its bugs. */
class StopBugsTest {

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
    void b16TheMinimumTimeIsTheTimeToTheClose() {
        // Given: far from the close and a second old; near the close and old
        open("t1", Side.YES);
        rig.feeds.within = "10";
        var atOnce = rig.second();
        rig.desk.rounds(3);
        open("t2", Side.YES);

        // When
        rig.desk.clock.set(DeskRig.CLOSE.minusSeconds(60));
        var aMinuteBefore = rig.supervisor.tick();
        open("t3", Side.YES);
        rig.desk.clock.set(DeskRig.CLOSE.minusSeconds(59));
        var laterThan = rig.supervisor.tick();

        // Then
        assertThat(atOnce).containsExactly("t1");
        assertThat(aMinuteBefore).containsExactly("t2");
        assertThat(laterThan).doesNotContain("t3");
    }

    @Test
    void b17AStopThatCameToNothingIsAskedForAgainWithPauses() {
        // Given
        open("t1", Side.YES);
        rig.feeds.within = "10";
        rig.supervisor.tick();

        // When: nobody handles the message
        rig.desk.clock.pass(Duration.ofMillis(500));
        var tooEarly = rig.supervisor.tick();
        rig.desk.clock.pass(Duration.ofMillis(500));
        var again = rig.supervisor.tick();
        rig.desk.clock.pass(Duration.ofSeconds(1));
        var pausing = rig.supervisor.tick();

        // Then
        assertThat(tooEarly).isEmpty();
        assertThat(again).containsExactly("t1");
        assertThat(pausing).isEmpty();
        assertThat(rig.active("t1").stopAttempts()).isEqualTo(2);
    }

    @Test
    void b18ANeighbourThatFailsDoesNotEndSupervision() {
        // Given
        open("t1", Side.YES);
        rig.feeds.prices.clear();
        rig.second();

        // When
        rig.feeds.prices.put("BTC-USD", "119000");
        rig.second();

        // Then
        assertThat(rig.active("t1").symbolPrice()).isEqualByComparingTo("119000");
    }

    @Test
    void b47TheSpikeStopHasItsOwnSwitchAndAsksNobodyElse() {
        // Given
        open("yes", Side.YES);
        open("no", Side.NO);
        rig.feeds.momentum.put("BTC-USD", "-0.36");
        rig.feeds.within = "50";
        rig.rules(true, "40", 0, 60, false, "0.36");
        var switchedOff = rig.second();

        // When
        rig.rules(false, "40", 0, 60, true, "0.36");
        var switchedOn = rig.second();

        // Then
        assertThat(switchedOff).isEmpty();
        assertThat(switchedOn).containsExactly("yes");
        assertThat(rig.active("yes").stopRule()).isEqualTo("momentum_spike");
    }

    @Test
    void b53ADeadFeedSwitchesNoStopOff() {
        // Given
        log.expect("is silent for");
        open("t1", Side.YES);
        rig.feeds.within = "30";
        rig.rules(false, "40", 0, 60, true, "0.36");
        rig.second();
        rig.feeds.silent = true;
        rig.desk.clock.pass(Duration.ofSeconds(60));
        rig.second();

        // When
        rig.rules(true, "40", 0, 60, true, "0.36");
        var stops = rig.second();

        // Then
        assertThat(stops).containsExactly("t1");
    }
}
