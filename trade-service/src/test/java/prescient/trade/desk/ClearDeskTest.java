package prescient.trade.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.problem.Refused;
import prescient.testing.StrictLog;
import prescient.trade.stop.StopAction;
import prescient.trade.stop.StopProblem;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;

/** The desk while trading is stopped, and when all of it is cancelled and closed. */
class ClearDeskTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final DeskRig rig = new DeskRig();

    private ClearDesk desk() {
        var changes = new ChangeDesk(rig.table, DeskRig.JSON, rig.clock);
        return new ClearDesk(
                new ClearTable(DeskRig.pool()), rig.messages, changes, rig.manager, rig.drive, rig.exchange());
    }

    private void stop() {
        rig.stops.order("s1", EnumSet.of(StopAction.STOP_ENTRIES), "trader", "test");
    }

    private static TradeTerms resting(String id) {
        return DeskRig.terms(id, "KX-" + id, Side.YES, "10", "0.60", TimeInForce.GOOD_TILL_CANCELED, DeskRig.CLOSE);
    }

    private void awaitStatus(String id, String status) {
        Awaitility.await().untilAsserted(() -> assertThat(rig.status(id)).isEqualTo(status));
    }

    @Test
    void nothingIsOpenedAndARepeatIsStillAnswered() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));

        // When
        stop();

        // Then
        assertThat(rig.manager.open(DeskRig.terms("t1", "KX-1", Side.YES))).isEmpty();
        assertThatThrownBy(() -> rig.manager.open(DeskRig.terms("t2", "KX-2", Side.YES)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(StopProblem.TRADING_STOPPED));
        assertThat(DeskRig.got(rig.views.find("t2"))).isEmpty();
    }

    @Test
    void anOrderThatWasNotSentIsNotSentAnyMore() {
        // Given
        rig.manager.open(DeskRig.terms("t1", "KX-1", Side.YES));

        // When
        stop();
        rig.rounds(2);

        // Then
        assertThat(rig.venue.asked).isEmpty();
        assertThat(rig.status("t1")).isEqualTo("rejected");
        assertThat(rig.view("t1").code()).isEqualTo("TRADING_STOPPED");
    }

    @Test
    void anOrderWhoseAnswerWasLostIsAskedAboutAndWhatItBroughtIsKept() {
        // Given
        rig.venue.loseAnswer();
        rig.venue.silentFills = true;
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));

        // When
        stop();
        rig.rounds(10);
        rig.venue.silentFills = false;
        rig.rounds(2);

        // Then
        assertThat(rig.venue.asked).containsOnlyOnce("submit t1-open");
        assertThat(rig.status("t1")).isEqualTo("open");
        assertThat(rig.view("t1").openedCount()).isEqualByComparingTo("10");
    }

    @Test
    void anOrderThatTheVenueNeverGotIsNotSentAgain() {
        // Given
        rig.venue.loseQuestion();
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));

        // When
        stop();
        rig.rounds(10);

        // Then
        assertThat(rig.venue.asked).containsOnlyOnce("submit t1-open");
        assertThat(rig.status("t1")).isEqualTo("rejected");
    }

    @Test
    void closingsGoOn() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        stop();

        // When
        rig.wish("t1");
        rig.rounds(2);

        // Then
        assertThat(rig.status("t1")).isEqualTo("closed");
    }

    @Test
    void aRestingOrderStaysUntilItIsToBeCancelled() {
        // Given
        rig.venue.matching = order -> List.of(new BigDecimal("4"));
        rig.opened(resting("t1"));
        stop();
        rig.rounds(3);
        var before = List.copyOf(rig.venue.asked);

        // When
        var seen = desk().working();
        int cancelled = desk().cancel();

        // Then
        assertThat(before).noneMatch(question -> question.startsWith("cancel"));
        assertThat(seen).singleElement().satisfies(order -> {
            assertThat(order.clientOrderId()).isEqualTo("t1-open");
            assertThat(order.remaining()).isEqualByComparingTo("6");
        });
        assertThat(cancelled).isEqualTo(1);
        Awaitility.await().untilAsserted(() -> assertThat(rig.venue.asked).contains("cancel t1-open"));
        assertThat(desk().cancel()).isZero();
        rig.rounds(1);
        assertThat(rig.status("t1")).isEqualTo("open");
        assertThat(rig.view("t1").openedCount()).isEqualByComparingTo("4");
    }

    @Test
    void allTradesAreClosedOnceHoweverOftenItIsWanted() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.opened(DeskRig.terms("t2", "KX-2", Side.NO));
        var seen = desk().held();

        // When
        int first = desk().close("kill-1");
        int second = desk().close("kill-1");

        // Then
        assertThat(seen).extracting(ClearDesk.Held::tradeId).containsExactly("t1", "t2");
        assertThat(seen.getFirst().held()).isEqualByComparingTo("10");
        assertThat(seen.getFirst().cost()).isEqualByComparingTo("6");
        assertThat(first).isEqualTo(2);
        assertThat(second).isLessThanOrEqualTo(2);
        awaitStatus("t1", "closed");
        awaitStatus("t2", "closed");
        assertThat(rig.orders("t1")).hasSize(2);
        assertThat(rig.booksAreRight()).isTrue();
    }
}
