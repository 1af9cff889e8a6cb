package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.trade.simulation.SimulationRig.START;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.money.Money;
import prescient.money.Price;
import prescient.testing.StrictLog;
import prescient.trade.desk.DeskRig;
import prescient.trade.simulation.Book.Level;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.VenueSettlement.Result;

/** The desk on the paper exchange: two sets of books, kept by different rules of different tables, that tell the same. */
class DeskOnSimulationTest {

    private static final String M = "KXBTCD-25JUL2813-T118749.99";
    private static final Duration SOON = Duration.ofSeconds(3); // longer than the longest drawn latency

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final SimulationRig sim = new SimulationRig(START);
    private final DeskRig desk = new DeskRig(sim.exchange, sim.clock);

    private void open(String id, Side side, String count, String limit, TimeInForce kind) {
        desk.opened(DeskRig.terms(id, M, side, count, limit, kind, START.plus(Duration.ofHours(1))));
    }

    private void pass(Duration time) {
        for (long left = time.toSeconds(); left > 0; left -= SOON.toSeconds()) {
            sim.run(SOON);
            desk.round();
        }
    }

    /** Both sides are bid for. */
    private void show(String yesBid, String noBid, String count) {
        sim.books.put(
                M,
                new Book(
                        M,
                        sim.clock.instant(),
                        START.plus(Duration.ofHours(1)),
                        List.of(new Level(Price.of(yesBid), SimulationRig.count(count), null)),
                        List.of(new Level(Price.of(noBid), SimulationRig.count(count), null)),
                        TickGrid.CENTS));
    }

    private void assertBothBooksTellTheSame() throws SQLException {
        var begun = new Money(new BigDecimal("10000"));
        assertThat(sim.balance().balance().minus(begun)).isEqualTo(Money.rounded(desk.booked("cash")));
        assertThat(sim.balance().balanced()).isTrue();
        assertThat(desk.booksAreRight()).isTrue();
    }

    @Test
    void aTradeIsOpenedInPartsAndClosedInPartsUntilNothingIsHeld() throws SQLException {
        // Given
        sim.offerYes(M, "0.40:10 0.41:20");
        open("t1", Side.YES, "15", "0.41", TimeInForce.FILL_OR_KILL);
        var before = desk.status("t1");
        pass(SOON);
        var opened = desk.view("t1");

        // When
        show("0.55", "0.40", "6");
        desk.wish("t1");
        pass(Duration.ofSeconds(9));
        var inPart = desk.view("t1");
        show("0.60", "0.35", "50");
        pass(Duration.ofSeconds(30));

        // Then
        assertThat(before).isEqualTo("submitted");
        assertThat(opened.openCost()).isEqualByComparingTo("6.05");
        assertThat(opened.openFee()).isEqualByComparingTo("0.26");
        assertThat(inPart.status()).isEqualTo("closing");
        assertThat(inPart.closedCount()).isEqualByComparingTo("6");
        var closed = desk.view("t1");
        assertThat(closed.status()).isEqualTo("closed");
        assertThat(closed.closeCost()).as("6 NO at 0.45 and 9 at 0.40").isEqualByComparingTo("6.30");
        assertThat(closed.result()).isEqualTo("won");
        assertBothBooksTellTheSame();
    }

    @Test
    void whatIsHeldAtTheCloseIsSettledAndAResultDeterminedAgainIsCorrected() throws SQLException {
        // Given
        show("0.90", "0.08", "50");
        open("t1", Side.YES, "20", "0.92", TimeInForce.IMMEDIATE_OR_CANCEL);
        pass(SOON);
        sim.results.put(M, Result.YES);
        sim.faults.arm(Fault.REDETERMINED_RESULT, 1);

        // When
        sim.run(Duration.ofHours(2));
        desk.restart();
        desk.round();

        // Then
        var trade = desk.view("t1");
        assertThat(trade.status()).isEqualTo("settled");
        assertThat(trade.marketResult()).isEqualTo("NO");
        assertThat(trade.result()).isEqualTo("lost");
        assertBothBooksTellTheSame();
    }

    @Test
    void anOrderThatTimedOutButMatchedIsFound() throws SQLException {
        // Given
        show("0.90", "0.08", "50");
        sim.faults.arm(Fault.TIMEOUT_BUT_MATCHED, 1);
        open("t1", Side.YES, "20", "0.92", TimeInForce.IMMEDIATE_OR_CANCEL);
        var unknown = desk.status("t1");

        // When
        pass(Duration.ofSeconds(12));

        // Then
        assertThat(unknown).isEqualTo("unknown");
        assertThat(desk.status("t1")).isEqualTo("open");
        assertThat(desk.view("t1").openedCount()).isEqualByComparingTo("20");
        assertBothBooksTellTheSame();
    }
}
