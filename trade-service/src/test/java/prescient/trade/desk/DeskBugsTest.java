package prescient.trade.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import prescient.money.Money;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;

/** What the desk's predecessor got wrong about the life of a trade, one test each, by its number in the register. */
class DeskBugsTest extends DeskBugs {

    @Test
    void b01TheTradeIsStoredBeforeItsOrderIsSent() {
        // Given
        var seen = new ArrayList<String>();
        rig.venue.matching = order -> {
            seen.add(rig.status("t1") + " " + rig.orders("t1").getFirst().status());
            return List.of(order.count().shares());
        };

        // When
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));

        // Then
        assertThat(seen).containsExactly("pending pending");
    }

    @Test
    void b02AClosingTouchesNoOtherTradeOfTheMarket() {
        // Given
        rig.opened(of("t1", "one", "KX-1", Side.YES));
        rig.opened(of("t2", "two", "KX-1", Side.YES));
        rig.opened(of("t3", "one", "KX-1", Side.NO));

        // When
        rig.wish("t1");
        rig.rounds(2);

        // Then
        assertThat(rig.status("t1")).isEqualTo("closed");
        assertThat(rig.status("t2")).isEqualTo("open");
        assertThat(rig.status("t3")).isEqualTo("open");
    }

    @Test
    void b03AClosingNeedsTheTradeAndNothingElse() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));

        // When
        rig.wish("t1", "close", "{\"method\": \"auto\"}");
        rig.rounds(2);

        // Then
        assertThat(rig.status("t1")).isEqualTo("closed");
        assertThat(rig.supervisor.heard)
                .extracting(message -> message.tradeId() + " " + message.kind())
                .containsExactly("t1 watch", "t1 watch", "t1 unwatch");
    }

    @Test
    void b04TheStatesAreWrittenOnceAndTheDatabaseKnowsNoOther() throws SQLException {
        // Given
        var check =
                row("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'desk_trades_status_check'");

        // When
        var known = Pattern.compile("'(\\w+)'")
                .matcher(check)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(known).isEqualTo(LegalMoves.states(TradeState.class));
    }

    @Test
    void b05AnOrderWithoutAnAnswerIsUnknownUntilTheVenueSays() {
        // Given
        rig.venue.loseAnswer();
        rig.venue.silentFills = true;
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        var without = rig.status("t1");

        // When
        rig.clock.pass(Duration.ofSeconds(5));
        rig.drive.round();
        var found = rig.status("t1");
        rig.venue.silentFills = false;
        rig.rounds(2);

        // Then
        assertThat(without).isEqualTo("unknown");
        assertThat(found).isEqualTo("submitted");
        assertThat(rig.status("t1")).isEqualTo("open");
        assertThat(rig.view("t1").reconciledAt()).isNotNull();
        assertThat(rig.venue.asked).containsExactly("submit t1-open", "find t1-open");
        assertThat(DeskRig.got(rig.messages.of("t1", 100)))
                .filteredOn(message -> message.error() != null)
                .extracting(DeskMessage::error)
                .containsExactly("timed out");
    }

    @Test
    void b05AnOrderThatNeverArrivedIsSentAgainUnderItsOwnId() {
        // Given
        rig.venue.loseQuestion();
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));

        // When
        rig.clock.pass(Duration.ofSeconds(5));
        rig.rounds(3);

        // Then
        assertThat(rig.venue.asked).containsExactly("submit t1-open", "find t1-open", "submit t1-open");
        assertThat(rig.view("t1").openedCount()).isEqualByComparingTo("10");
    }

    @Test
    void b07ManyThreadsSendOneOrder() throws InterruptedException {
        // Given
        rig.manager.open(DeskRig.terms("t1", "KX-1", Side.YES));
        var threads = new ArrayList<Thread>();

        // When
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofVirtual().start(() -> rig.manager.drive("t1")));
        }
        for (var thread : threads) {
            thread.join();
        }
        rig.rounds(2);

        // Then
        assertThat(rig.venue.asked).containsExactly("submit t1-open");
        assertThat(rig.fills("t1")).hasSize(1);
    }

    @Test
    void b10TicketsAreMadeAndUnique() {
        // Given
        for (int i = 0; i < 20; i++) {
            rig.manager.open(DeskRig.terms("t" + i, "KX-" + i, Side.YES));
        }

        // When
        var tickets = DeskRig.got(rig.views.list(null, null, null, 100)).stream()
                .map(TradeView::ticketId)
                .toList();

        // Then
        assertThat(tickets)
                .hasSize(20)
                .doesNotHaveDuplicates()
                .allMatch(ticket -> ticket.matches("TICKET-[0-9a-f-]{36}"));
    }

    @Test
    void b14RecentTradesAreFoundByRealTime() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.wish("t1");
        rig.rounds(3);
        var between = rig.clock.instant();
        rig.clock.pass(Duration.ofMinutes(10));
        rig.opened(DeskRig.terms("t2", "KX-2", Side.YES));
        rig.wish("t2");
        rig.rounds(3);

        // When
        var recent = DeskRig.got(rig.views.list("closed", between, null, 100));

        // Then
        assertThat(recent).extracting(TradeView::tradeId).containsExactly("t2");
    }

    @Test
    void b15ATradeOfTheLastHourEndsAtItsMarketsOwnTime() {
        // Given: half past eleven in the evening in New York, of a market that closes at midnight
        rig.clock.set(Instant.parse("2026-03-03T04:30:00Z"));
        var midnight = Instant.parse("2026-03-03T05:00:00Z");
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES, "10", "0.60", TimeInForce.FILL_OR_KILL, midnight));

        // When
        rig.clock.set(midnight.minusMillis(1));
        rig.drive.round();
        var before = rig.status("t1");
        rig.clock.set(midnight);
        rig.drive.round();

        // Then
        assertThat(before).isEqualTo("open");
        assertThat(rig.status("t1")).isEqualTo("expired");
    }

    @Test
    void b17ARefusedClosingIsTriedAgainUntilNothingIsHeld() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.venue.rejecting = true;
        rig.wish("t1");
        rig.rounds(4);
        var refused = rig.status("t1");

        // When
        rig.venue.rejecting = false;
        rig.rounds(5);

        // Then
        assertThat(refused).isEqualTo("closing");
        assertThat(rig.status("t1")).isEqualTo("closed");
        assertThat(rig.orders("t1"))
                .extracting(TradeView.OrderView::status)
                .containsExactly("done", "rejected", "rejected", "rejected", "done");
    }

    @Test
    void b18AMessageThatCannotBeHandledHoldsUpNobody() {
        // Given
        log.expect("is set aside after 3 attempts");
        rig.supervisor.poison = new IllegalStateException("poison");
        rig.supervisor.poisoned = "t1";
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.opened(DeskRig.terms("t2", "KX-2", Side.YES));

        // When
        rig.rounds(8);

        // Then
        assertThat(rig.supervisor.heard).extracting(DeskMessage::tradeId).containsExactly("t2");
        var aside = DeskRig.got(rig.messages.of("t1", 100)).stream()
                .filter(message -> message.setAsideAt() != null)
                .toList();
        assertThat(aside).hasSize(1);
        assertThat(aside.getFirst().error()).contains("poison");
        assertThat(aside.getFirst().attempts()).isEqualTo(3);
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void b19WhatIsCutOffInTheMiddleWasNeverBegun() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        var before = rig.trade("t1");
        var after = before.in(new TradeState.Expired(rig.clock.instant()));
        var wrong =
                new Booking("wrong", "fill", rig.clock.instant(), Money.of("1"), Money.ZERO, Money.ZERO, Money.ZERO);

        // When
        var saving =
                rig.table.save(new Change(before, after, List.of(wrong), null, List.of(), null), rig.clock.instant());

        // Then
        assertThatThrownBy(() -> DeskRig.got(saving)).hasMessageContaining("does not sum to zero");
        assertThat(rig.trade("t1")).isEqualTo(before);
        assertThat(DeskRig.got(rig.ledger.check()).right()).isTrue();
    }

    @Test
    void b21TheContractIsNamedByTheHourInNewYork() {
        // Given
        var winter = DeskRig.terms("t1", "KX-1", Side.YES, "1", "0.5", null, Instant.parse("2026-01-15T21:00:00Z"));
        var summer = DeskRig.terms("t2", "KX-1", Side.YES, "1", "0.5", null, Instant.parse("2026-07-22T20:00:00Z"));

        // When
        var names = List.of(winter.contract(), summer.contract());

        // Then
        assertThat(names).containsExactly("BTC 4pm", "BTC 4pm");
    }

    @Test
    void b31TheDatabaseLetsNoSecondTradeIntoAPlaceOnTheMarket() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.wish("t1", "close", "{\"method\": \"manual\"}");
        rig.venue.rejecting = true;
        rig.rounds(2);
        var closing = rig.status("t1");

        // When
        var second = DeskRig.terms("t2", "KX-1", Side.YES);

        // Then
        assertThat(closing).isEqualTo("closing");
        assertThatThrownBy(() -> rig.manager.open(second)).hasMessageContaining("KX-1");
        assertThat(DeskRig.got(rig.views.find("t2"))).isEmpty();
    }
}
