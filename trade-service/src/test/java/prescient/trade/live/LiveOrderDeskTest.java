package prescient.trade.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.LaunchMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.fetch.FetchHttp;
import prescient.fetch.FetchLimits;
import prescient.fetch.RateBudget;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.problem.Refused;
import prescient.testing.StrictLog;
import prescient.trade.kalshi.KalshiClient;
import prescient.trade.kalshi.KalshiForTests;
import prescient.trade.testing.AccountDatabase;
import prescient.trade.testing.FakeKalshi;
import prescient.trade.testing.FakeKalshi.Reply;
import prescient.trade.venue.Answer;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.VenueOrder;

/** Orders for real venues against a stand-in on this machine: who may send what, and how often. */
class LiveOrderDeskTest {

    private static final String ORDERS = "POST /trade-api/v2/portfolio/events/orders";
    private static final String TAKEN =
            "{\"order_id\":\"v1\",\"client_order_id\":\"c1\",\"fill_count\":\"0.00\",\"remaining_count\":\"20.00\"}";

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final FakeKalshi venue = new FakeKalshi();
    private final FetchHttp http = new FetchHttp(new FetchLimits(
            Duration.ofSeconds(2), Duration.ofSeconds(2), 0, Duration.ofMillis(1), Duration.ofMillis(1), 1 << 20));
    private Instant now = Instant.parse("2026-08-01T12:00:00Z");
    private KalshiClient account;

    private record Config() implements LiveConfig {
        @Override
        public Optional<Set<String>> environments() {
            return Optional.empty();
        }

        @Override
        public Duration confirmWithin() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Duration lostAfter() {
            return Duration.ofMinutes(2);
        }
    }

    @BeforeEach
    void start() {
        AccountDatabase.empty();
        account = KalshiForTests.client("demo", venue.url(), 100, () -> now);
    }

    @AfterEach
    void stop() {
        account.close();
        http.close();
        venue.close();
    }

    /** @param allowed as the setting would say, were this no test */
    private LiveOrderDesk desk(String... allowed) {
        return new LiveOrderDesk(
                new LivePermission(Set.of(allowed), Set.of("demo", "prod"), LaunchMode.NORMAL),
                new LiveOrderTable(AccountDatabase.shared()),
                environment -> Optional.of(account),
                new KalshiOrderHttp(http, RateBudget.perTenSeconds(100_000, System.nanoTime())),
                new Config(),
                () -> now);
    }

    private static VenueOrder order(String id, Side side, String count, String limit) {
        return new VenueOrder(
                id,
                "KX-A",
                side,
                new Quantity(new java.math.BigDecimal(count)),
                Price.of(limit),
                TimeInForce.IMMEDIATE_OR_CANCEL);
    }

    private static VenueOrder order() {
        return order("c1", Side.YES, "20", "0.95");
    }

    private void venueTakes(String status, int filled) {
        venue.answer(request -> request.equals(ORDERS) ? new Reply(201, TAKEN) : null);
        venue.give(
                "orders",
                ("{\"order_id\":\"v1\",\"client_order_id\":\"c1\",\"ticker\":\"KX-A\",\"status\":\"%s\","
                                + "\"fill_count_fp\":\"%d.00\",\"remaining_count_fp\":\"%d.00\","
                                + "\"created_time\":\"%s\"}")
                        .formatted(status, filled, 20 - filled, now));
    }

    @Test
    void nothingIsStoredOrSentWhileOrdersAreOff() {
        // When
        var answer = desk().ask("demo", order());

        // Then
        assertThat(answer).isEqualTo(new Answer.Rejected("LIVE_ORDERS_OFF", "orders for demo are off"));
        assertThat(desk("demo").ask("prod", order()))
                .isEqualTo(new Answer.Rejected("LIVE_ORDERS_OFF", "orders for prod are off"));
        assertThatThrownBy(() -> desk().confirm("demo", order(), "somebody")).isInstanceOf(Refused.class);
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.live_orders"))
                .isEqualTo("0");
        assertThat(venue.requests()).isEmpty();
    }

    @Test
    void anOrderWaitsForAPersonHoweverOftenItIsAskedFor() {
        // Given
        var desk = desk("demo");

        // When
        var first = desk.ask("demo", order());
        var second = desk.ask("demo", order());

        // Then
        assertThat(first).isEqualTo(second).isInstanceOf(Answer.Unknown.class);
        assertThat(desk.find("demo", "c1")).isInstanceOf(Answer.Unknown.class);
        assertThat(desk.ask("demo", order("c1", Side.NO, "20", "0.95")))
                .isEqualTo(new Answer.Rejected("CONTENT_DIFFERS", "this id was used for another order"));
        assertThat(desk.find("demo", "c2")).isEqualTo(new Answer.NotFound());
        assertThat(venue.requests()).isEmpty();
    }

    @Test
    void aConfirmedOrderIsSentAndIsWhatTheVenueSays() {
        // Given
        var desk = desk("demo");
        desk.ask("demo", order());
        venueTakes("executed", 20);

        // When
        var answer = desk.confirm("demo", order(), "somebody");

        // Then
        assertThat(answer).isEqualTo(new Answer.Done("v1", new Quantity(new java.math.BigDecimal("20"))));
        assertThat(desk.ask("demo", order())).isEqualTo(answer);
        assertThat(venue.changes()).containsExactly(ORDERS);
        assertThat(venue.bodies())
                .singleElement()
                .asString()
                .contains("\"side\":\"bid\"", "\"price\":\"0.9500\"", "\"count\":\"20.00\"")
                .contains("\"client_order_id\":\"c1\"", "\"time_in_force\":\"immediate_or_cancel\"");
        assertThat(AccountDatabase.one("SELECT confirmed_by FROM trade.live_orders"))
                .isEqualTo("somebody");
    }

    @Test
    void buyingNoIsAnAskOnTheBookOfYes() {
        // Given
        var desk = desk("demo");
        var no = order("c1", Side.NO, "0.5", "0.035");
        desk.ask("demo", no);
        venueTakes("resting", 0);

        // When
        var answer = desk.confirm("demo", no, "somebody");

        // Then
        assertThat(answer).isInstanceOf(Answer.Working.class);
        assertThat(venue.bodies())
                .singleElement()
                .asString()
                .contains("\"side\":\"ask\"", "\"price\":\"0.9650\"", "\"count\":\"0.50\"");
    }

    @Test
    void aConfirmationIsGoodOnceHoweverManyComeAtATime() throws Exception {
        // Given
        var desk = desk("demo");
        desk.ask("demo", order());
        venueTakes("executed", 20);
        var tries = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 16; i++) {
            tries.add(() -> {
                try {
                    desk.confirm("demo", order(), "somebody");
                    return true;
                } catch (Refused tooLate) {
                    return false;
                }
            });
        }

        // When
        long sent;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            sent = threads.invokeAll(tries).stream()
                    .filter(done -> done.resultNow())
                    .count();
        }

        // Then
        assertThat(sent).isEqualTo(1);
        assertThat(venue.changes()).containsExactly(ORDERS);
    }

    @Test
    void aConfirmationOfAnotherOrderOrTooLateSendsNothing() {
        // Given
        var desk = desk("demo");
        desk.ask("demo", order());

        // When, Then
        for (var other : List.of(
                order("c1", Side.NO, "20", "0.95"),
                order("c1", Side.YES, "21", "0.95"),
                order("c1", Side.YES, "20", "0.96"),
                order("c2", Side.YES, "20", "0.95"))) {
            assertThatThrownBy(() -> desk.confirm("demo", other, "somebody")).isInstanceOf(Refused.class);
        }
        now = now.plus(Duration.ofMinutes(2));
        assertThatThrownBy(() -> desk.confirm("demo", order(), "somebody")).isInstanceOf(Refused.class);
        assertThat(desk.find("demo", "c1"))
                .isEqualTo(new Answer.Rejected("NOT_CONFIRMED", "nobody confirmed it in time"));
        assertThat(venue.changes()).isEmpty();
    }

    @Test
    void noAnswerIsNoRejectionAndTheOrderIsFound() {
        // Given
        var desk = desk("demo");
        desk.ask("demo", order());
        venue.answer(request -> request.equals(ORDERS) ? new Reply(0, "") : null);

        // When
        var sent = desk.confirm("demo", order(), "somebody");
        venueTakes("executed", 7);
        var found = desk.find("demo", "c1");

        // Then
        assertThat(sent).isInstanceOf(Answer.Unknown.class);
        assertThat(found).isEqualTo(new Answer.Done("v1", new Quantity(new java.math.BigDecimal("7"))));
        assertThat(venue.changes()).containsExactly(ORDERS);
    }

    @Test
    void anOrderTheVenueDoesNotHaveIsGivenUpOnlyOnceItsListsAreUpToDate() {
        // Given
        var desk = desk("demo");
        desk.ask("demo", order());
        venue.answer(request -> request.equals(ORDERS) ? new Reply(503, "{}") : null);
        desk.confirm("demo", order(), "somebody");
        venue.readableUntil(now.plus(Duration.ofMinutes(1)));

        // When
        var early = desk.find("demo", "c1");
        venue.readableUntil(now.plus(Duration.ofMinutes(3)));
        var late = desk.find("demo", "c1");

        // Then
        assertThat(early).isInstanceOf(Answer.Unknown.class);
        assertThat(late).isEqualTo(new Answer.Rejected("NOT_AT_VENUE", "the venue does not have it"));
    }

    @Test
    void aRefusalOfTheVenueIsARejection() {
        // Given
        var desk = desk("demo");
        desk.ask("demo", order());
        venue.answer(request -> request.equals(ORDERS)
                ? new Reply(400, "{\"error\":{\"code\":\"insufficient_balance\",\"message\":\"no money\"}}")
                : null);

        // When
        var answer = desk.confirm("demo", order(), "somebody");

        // Then
        assertThat(answer).isEqualTo(new Answer.Rejected("INSUFFICIENT_BALANCE", "no money"));
        assertThat(desk.find("demo", "c1")).isEqualTo(answer);
    }

    @Test
    void whatIsLeftIsCancelledAndWhatWaitsIsTakenBack() {
        // Given
        var desk = desk("demo");
        desk.ask("demo", order());
        venueTakes("resting", 0);
        desk.confirm("demo", order(), "somebody");
        desk.ask("demo", order("c9", Side.YES, "1", "0.5"));
        var taken = venue.requests().size();
        venue.answer(request -> request.startsWith("DELETE") ? new Reply(200, TAKEN) : null);

        // When
        var cancelled = desk.cancel("demo", "c1");
        var back = desk.cancel("demo", "c9");

        // Then
        assertThat(cancelled).isInstanceOf(Answer.Working.class);
        assertThat(venue.requests().subList(taken, venue.requests().size()))
                .first()
                .isEqualTo("DELETE /trade-api/v2/portfolio/events/orders/v1?market_ticker=KX-A");
        assertThat(back).isEqualTo(new Answer.Rejected("CANCELLED", "taken back before anybody confirmed it"));
    }

    @Test
    void aTestOrADevelopersRunWithOrdersOnDoesNotStart() {
        for (var mode : List.of(LaunchMode.TEST, LaunchMode.DEVELOPMENT)) {
            assertThatThrownBy(() -> new LivePermission(Set.of("demo"), Set.of("demo"), mode))
                    .hasMessageContaining("no order leaves from here");
        }
        assertThatThrownBy(() -> new LivePermission(Set.of("paper"), Set.of("demo"), LaunchMode.NORMAL))
                .hasMessageContaining("takes demo and prod");
        assertThatThrownBy(() -> new LivePermission(Set.of("prod"), Set.of("demo"), LaunchMode.NORMAL))
                .hasMessageContaining("no account with a key");
        assertThat(new LivePermission(Set.of(), Set.of("demo"), LaunchMode.TEST).allows("demo"))
                .isFalse();
    }
}
