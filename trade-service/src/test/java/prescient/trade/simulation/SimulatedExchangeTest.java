package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prescient.trade.simulation.SimulationRig.START;
import static prescient.trade.simulation.SimulationRig.yes;
import static prescient.trade.venue.TimeInForce.FILL_OR_KILL;
import static prescient.trade.venue.TimeInForce.GOOD_TILL_CANCELED;
import static prescient.trade.venue.TimeInForce.IMMEDIATE_OR_CANCEL;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.json.JsonSettings;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.problem.Refused;
import prescient.testing.StrictLog;
import prescient.trade.simulation.Outcome.CashKind;
import prescient.trade.simulation.QueuedOrder.Status;
import prescient.trade.venue.Answer;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueSettlement;
import prescient.trade.venue.VenueSettlement.Result;

/** The exchange on the real tables, at times the test sets. */
class SimulatedExchangeTest {

    private static final String M = "KXBTCD-25JUL2813-T118749.99";
    private static final Duration SOON = Duration.ofSeconds(3); // longer than the longest drawn latency

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final Pool pool = SimulationDatabase.pool();
    private final ObjectMapper json = JsonSettings.mapper();
    private final SimulationRig rig = new SimulationRig(START);

    @Test
    void anOrderIsWorkingUntilItsDrawnLatencyHasPassedAndThenFilledOnce() {
        // Given
        rig.offerYes(M, "0.40:10 0.41:20");
        var order = yes("a", M, "15", "0.41", FILL_OR_KILL);

        // When
        var first = rig.submit(order);
        var again = rig.submit(order);
        var dueAt = rig.order("a").dueAt();
        var before = rig.fills();
        rig.run(SOON);

        // Then
        assertThat(first).isEqualTo(again).isInstanceOf(Answer.Working.class);
        assertThat(before).isEmpty();
        assertThat(dueAt).isEqualTo(START.plus(LatencyProfile.MANUAL.draw(rig.config.seed(), "a")));
        assertThat(rig.fills())
                .extracting(fill -> fill.count() + "@" + fill.price() + " fee " + fill.fee())
                .containsExactly("10@0.4 fee 0.17", "5@0.41 fee 0.09");
        assertThat(rig.fills()).extracting(VenueFill::filledAt).containsOnly(dueAt);
        assertThat(rig.find("a"))
                .isInstanceOfSatisfying(
                        Answer.Done.class, done -> assertThat(done.filled()).isEqualTo(SimulationRig.count("15")));
        assertThat(rig.submit(order)).isEqualTo(rig.find("a"));
        assertThat(rig.balance().balanced()).isTrue();
        assertThat(rig.balance().balance()).isEqualTo(Money.of("9993.69"));
    }

    @Test
    void ordersOfAutomaticTradesDrawFromTheAutomaticOrdersLatencies() {
        // Given: the desk names its orders after their trade
        var opens = "auto-" + M + "-YES-1753700400-open";
        var byHand = "by-hand-open";

        // When
        rig.submit(yes(opens, M, "1", "0.41", FILL_OR_KILL));
        rig.submit(yes(byHand, M, "1", "0.41", FILL_OR_KILL));

        // Then
        assertThat(rig.order(opens).dueAt()).isEqualTo(START.plus(LatencyProfile.AUTO.draw(rig.config.seed(), opens)));
        assertThat(rig.order(byHand).dueAt())
                .isEqualTo(START.plus(LatencyProfile.MANUAL.draw(rig.config.seed(), byHand)));
    }

    @Test
    void anIdBelongsToOneOrder() {
        // Given
        rig.submit(yes("a", M, "15", "0.41", FILL_OR_KILL));

        // When, Then
        assertThatThrownBy(() -> rig.submit(yes("a", M, "16", "0.41", FILL_OR_KILL)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(SimulationProblem.ORDER_ID_TAKEN));
        assertThat(rig.find("other")).isInstanceOf(Answer.NotFound.class);
    }

    @Test
    void whatWasQueuedWhenTheProcessEndedHappensAfterTheRestartOnce() {
        // Given
        rig.offerYes(M, "0.40:10");
        rig.submit(yes("queued", M, "4", "0.40", IMMEDIATE_OR_CANCEL));
        rig.submit(yes("resting", M, "10", "0.39", GOOD_TILL_CANCELED));
        rig.run(SOON);
        rig.submit(yes("later", M, "4", "0.40", IMMEDIATE_OR_CANCEL));

        // When
        rig.restart();
        rig.run(SOON);
        rig.restart();
        rig.run(SOON);

        // Then
        assertThat(rig.fills()).extracting(VenueFill::clientOrderId).containsExactly("queued", "later");
        assertThat(rig.order("resting").status()).isEqualTo(Status.RESTING);
        assertThat(rig.balance().balanced()).isTrue();
    }

    @Test
    void twoProcessesNeverActOnTheSameState() {
        // Given two that have both read the state
        rig.offerYes(M, "0.40:10");
        rig.submit(yes("a", M, "6", "0.40", IMMEDIATE_OR_CANCEL));
        rig.run(Duration.ZERO);
        var table = new MatchTable(pool, json);
        var state = table.read(List.of("a"), "kalshi").await().atMost(SimulationRig.PATIENCE);
        var outcome = new Matching(
                        state, rig.books, new MatchRules("kalshi", 1, Duration.ZERO, () -> false), START.plusSeconds(1))
                .decide();

        // When
        var one = table.write(outcome, START).await().atMost(SimulationRig.PATIENCE);
        var other = table.write(outcome, START).await().atMost(SimulationRig.PATIENCE);
        rig.run(SOON);

        // Then
        assertThat(one).isTrue();
        assertThat(other).isFalse();
        assertThat(rig.fills()).hasSize(1);
        assertThat(rig.balance().balanced()).isTrue();
    }

    @Test
    void aCanceledOrderEndsWithWhatItHas() {
        // Given
        rig.offerYes(M, "0.40:4");
        rig.submit(yes("resting", M, "10", "0.40", GOOD_TILL_CANCELED));
        rig.run(SOON);
        rig.submit(yes("queued", M, "10", "0.40", GOOD_TILL_CANCELED));

        // When
        var resting = rig.exchange.cancel("resting").await().atMost(SimulationRig.PATIENCE);
        var queued = rig.exchange.cancel("queued").await().atMost(SimulationRig.PATIENCE);
        var again = rig.exchange.cancel("queued").await().atMost(SimulationRig.PATIENCE);
        rig.offerYes(M, "0.40:100");
        rig.run(SOON);

        // Then
        assertThat(resting)
                .isInstanceOfSatisfying(
                        Answer.Done.class, done -> assertThat(done.filled()).isEqualTo(SimulationRig.count("4")));
        assertThat(queued)
                .isEqualTo(again)
                .isInstanceOfSatisfying(
                        Answer.Done.class,
                        done -> assertThat(done.filled().shares()).isZero());
        assertThat(rig.fills()).hasSize(1);
    }

    @Test
    void aRestingOrderFillsOnceTheBookComesToIt() {
        // Given
        rig.offerYes(M, "0.45:10");
        rig.submit(yes("a", M, "10", "0.40", GOOD_TILL_CANCELED));
        rig.run(SOON);

        // When
        rig.offerYes(M, "0.39:3");
        rig.run(SOON);
        var partly = rig.find("a");
        rig.offerYes(M, "0.38:50");
        rig.run(SOON);

        // Then
        assertThat(partly)
                .isInstanceOfSatisfying(
                        Answer.Working.class,
                        working -> assertThat(working.filled()).isEqualTo(SimulationRig.count("3")));
        assertThat(rig.fills()).extracting(VenueFill::price).containsOnly(Price.of("0.4"));
        assertThat(rig.order("a").status()).isEqualTo(Status.FILLED);
        assertThat(rig.queue.next()).isAfter(rig.clock.instant().plus(Duration.ofMinutes(30))); // the settlement
    }

    @Test
    void aMarketIsSettledADrawnTimeAfterItsClose() {
        // Given
        rig.offerYes(M, "0.90:20");
        rig.submit(yes("a", M, "20", "0.90", FILL_OR_KILL));
        rig.run(SOON);
        var close = START.plus(Duration.ofHours(1));
        var due = close.plus(LatencyProfile.SETTLEMENT.draw(rig.config.seed(), M));

        // When it has no result in time, then has
        rig.run(Duration.between(rig.clock.instant(), due.plusSeconds(10)));
        var early = rig.settlements();
        rig.results.put(M, Result.YES);
        rig.run(Duration.ofMinutes(1));

        // Then
        assertThat(early).isEmpty();
        assertThat(rig.settlements()).extracting(VenueSettlement::result).containsExactly(Result.YES);
        assertThat(rig.balance().byKind()).containsEntry(CashKind.SETTLED, Money.of("20"));
        assertThat(rig.balance().balanced()).isTrue();
        assertThat(rig.queue.size()).isZero();
    }

    @Test
    void aMarketDeterminedAgainPaysTheDifference() {
        // Given
        rig.offerYes(M, "0.90:20");
        rig.submit(yes("a", M, "20", "0.90", FILL_OR_KILL));
        rig.run(SOON);
        rig.results.put(M, Result.YES);
        rig.faults.arm(Fault.REDETERMINED_RESULT, 1);

        // When
        rig.run(Duration.ofHours(2));

        // Then
        assertThat(rig.settlements()).extracting(VenueSettlement::result).containsExactly(Result.YES, Result.NO);
        assertThat(rig.balance().byKind())
                .containsEntry(CashKind.SETTLED, Money.of("20"))
                .containsEntry(CashKind.CORRECTED, Money.of("-20"));
        assertThat(rig.balance().balanced()).isTrue();
    }

    @Test
    void aTimeOutSaysNothingAboutTheOrder() {
        // Given
        rig.offerYes(M, "0.90:20");
        rig.faults.arm(Fault.TIMEOUT_BUT_MATCHED, 1);

        // When
        var answer = rig.submit(yes("a", M, "20", "0.90", FILL_OR_KILL));
        rig.run(SOON);

        // Then
        assertThat(answer).isInstanceOf(Answer.Unknown.class);
        assertThat(rig.find("a")).isInstanceOf(Answer.Done.class);
        assertThat(rig.fills()).hasSize(1);
    }

    @Test
    void aGhostFillBelongsToAnOrderNobodySent() {
        // Given
        rig.offerYes(M, "0.90:20");
        rig.faults.arm(Fault.GHOST_FILL, 1);

        // When
        rig.submit(yes("a", M, "2", "0.90", FILL_OR_KILL));
        rig.run(SOON);

        // Then
        assertThat(rig.fills()).extracting(VenueFill::clientOrderId).containsExactlyInAnyOrder("a", "ghost-a");
        assertThat(rig.order("ghost-a").ghost()).isTrue();
        assertThat(rig.balance().balanced()).isTrue();
    }

    @Test
    void aDroppedSequenceNumberIsAHoleThatPagesCross() {
        // Given
        rig.offerYes(M, "0.90:20");
        rig.faults.arm(Fault.DROPPED_SEQUENCE, 1);

        // When
        rig.submit(yes("a", M, "2", "0.90", FILL_OR_KILL));
        rig.run(SOON);
        var page = rig.exchange.fills(null, 10).await().atMost(SimulationRig.PATIENCE);
        var end = rig.exchange.fills(page.cursor(), 10).await().atMost(SimulationRig.PATIENCE);

        // Then
        assertThat(page.cursor()).isEqualTo("2");
        assertThat(end.items()).isEmpty();
        assertThat(end.cursor()).isEqualTo("2");
    }

    @Test
    void aSnapshotBringsEverythingBackAndTimeStoodStillInIt() {
        // Given a fill, a consumed level and an order that is queued
        var snapshots = new SnapshotTable(pool);
        rig.offerYes(M, "0.40:10");
        rig.submit(yes("a", M, "6", "0.40", IMMEDIATE_OR_CANCEL));
        rig.run(SOON);
        rig.submit(yes("b", M, "6", "0.40", IMMEDIATE_OR_CANCEL));
        var balance = rig.balance();
        var fills = rig.fills();
        var latency = Duration.between(rig.clock.instant(), rig.order("b").dueAt());
        assertThat(snapshots.take("s", rig.clock.instant()).await().atMost(SimulationRig.PATIENCE))
                .isTrue();

        // When it goes on, and an hour later is brought back
        rig.run(SOON);
        rig.submit(yes("c", M, "1", "0.40", IMMEDIATE_OR_CANCEL));
        rig.run(Duration.ofHours(1).minusSeconds(5));
        assertThat(snapshots.restore("s", rig.clock.instant()).await().atMost(SimulationRig.PATIENCE))
                .isTrue();

        // Then
        assertThat(rig.balance()).isEqualTo(balance);
        assertThat(rig.fills()).isEqualTo(fills);
        assertThat(rig.find("c")).isInstanceOf(Answer.NotFound.class);
        assertThat(rig.order("b").dueAt()).isEqualTo(rig.clock.instant().plus(latency));

        // When what was queued happens
        rig.offerYes(M, "0.40:10");
        rig.restart();
        rig.run(SOON);

        // Then four were left, and the new fill has a new id
        assertThat(rig.fills())
                .extracting(VenueFill::count)
                .containsExactly(
                        new Quantity(new java.math.BigDecimal("6")), new Quantity(new java.math.BigDecimal("4")));
        assertThat(rig.fills().getLast().fillId()).isEqualTo("SIM-3");
        assertThat(rig.balance().balanced()).isTrue();
        assertThat(snapshots.take("s", START).await().atMost(SimulationRig.PATIENCE))
                .isFalse();
        assertThat(snapshots.restore("none", START).await().atMost(SimulationRig.PATIENCE))
                .isFalse();
    }

    @Test
    void aForgedMovementIsFound() {
        // Given
        rig.offerYes(M, "0.40:10");
        rig.submit(yes("a", M, "6", "0.40", IMMEDIATE_OR_CANCEL));
        rig.run(SOON);

        // When
        SimulationDatabase.sql(
                "UPDATE trade.simulation_cash SET amount = amount - 1, balance = balance - 1 WHERE kind = 'BOUGHT'");

        // Then
        assertThat(rig.balance().balanced()).isFalse();
        assertThat(rig.balance().broken()).containsEntry("fills", 1L);
    }

    @Test
    void anOrderThatCannotBeHandledHoldsUpNoOther() {
        // Given one that is worth more than any amount can be
        log.expect("MATCH of absurd failed and is tried again");
        rig.offerYes("KXBTCD-ABSURD", "0.40:10000000000000000");
        rig.offerYes(M, "0.40:5");
        rig.submit(yes("absurd", "KXBTCD-ABSURD", "10000000000000000", "0.40", FILL_OR_KILL));
        rig.submit(yes("fine", M, "5", "0.40", FILL_OR_KILL));
        rig.clock.by(SOON);

        // When both are due together
        rig.loop.happen(rig.queue.due(10));

        // Then
        assertThat(rig.fills()).extracting(VenueFill::clientOrderId).containsExactly("fine");
        assertThat(rig.order("absurd").status()).isEqualTo(Status.QUEUED);
        assertThat(rig.queue.next()).isEqualTo(rig.clock.instant().plus(rig.config.resultPause()));
    }
}
