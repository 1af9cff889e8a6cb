package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.trade.simulation.SimulationRig.START;
import static prescient.trade.simulation.SimulationRig.book;
import static prescient.trade.simulation.SimulationRig.count;
import static prescient.trade.venue.TimeInForce.FILL_OR_KILL;
import static prescient.trade.venue.TimeInForce.GOOD_TILL_CANCELED;
import static prescient.trade.venue.TimeInForce.IMMEDIATE_OR_CANCEL;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import prescient.money.Money;
import prescient.money.Price;
import prescient.trade.simulation.Outcome.CashKind;
import prescient.trade.simulation.Outcome.FillRow;
import prescient.trade.simulation.QueuedOrder.Status;
import prescient.trade.venue.FeeRule;
import prescient.trade.venue.FeeSchedule;
import prescient.trade.venue.FeeSchedules;
import prescient.trade.venue.Liquidity;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;

/** Who gets what, without a database. */
class MatchingTest {

    private static final String M = "KXBTCD-25JUL2813-T118749.99";
    private static final FeeSchedules FEES = new FeeSchedules(List.of(new FeeSchedule(
            "k",
            "kalshi",
            null,
            Instant.EPOCH,
            null,
            FeeRule.KALSHI_PER_FILL,
            new BigDecimal("0.07"),
            new BigDecimal("0.0175"),
            null,
            "test")));

    @Test
    void takesTheBestPricesFirstAndNeverMoreThanTheBookHas() {
        // Given
        var book = book(M, START, "0.42:100 0.40:10 0.41:5 0.41:7", TickGrid.CENTS);

        // When
        var outcome = match(state("1000", order("a", "30", "0.41", IMMEDIATE_OR_CANCEL)), book);

        // Then who came first at a price fills first, and each is a fill of its own
        assertThat(outcome.fills()).extracting(MatchingTest::line).containsExactly("10@0.4", "5@0.41", "7@0.41");
        assertThat(outcome.orders()).singleElement().satisfies(order -> {
            assertThat(order.status()).isEqualTo(Status.CANCELED);
            assertThat(order.code()).isEqualTo("NOT_FILLED");
            assertThat(order.filled()).isEqualByComparingTo("22");
        });
        // 4 + 2.05 + 2.87 dollars, fees 0.17 + 0.09 + 0.12
        assertThat(outcome.balance()).isEqualTo(Money.of("990.70"));
    }

    @Test
    void fillOrKillTakesAllOrNothing() {
        // Given
        var book = book(M, START, "0.40:10 0.41:5", TickGrid.CENTS);
        var state =
                state("1000", order("much", "16", "0.41", FILL_OR_KILL), order("enough", "15", "0.41", FILL_OR_KILL));

        // When
        var outcome = match(state, book);

        // Then
        assertThat(outcome.orders())
                .extracting(QueuedOrder.Change::status)
                .containsExactly(Status.CANCELED, Status.FILLED);
        assertThat(outcome.fills()).extracting(FillRow::clientOrderId).containsOnly("enough");
    }

    @Test
    void whatOneTookTheNextOfTheSameBatchDoesNotFind() {
        // Given
        var book = book(M, START, "0.40:10", TickGrid.CENTS);
        var state = state(
                "1000", order("a", "8", "0.40", IMMEDIATE_OR_CANCEL), order("b", "8", "0.40", IMMEDIATE_OR_CANCEL));

        // When
        var outcome = match(state, book);

        // Then
        assertThat(outcome.fills()).extracting(MatchingTest::line).containsExactly("8@0.4", "2@0.4");
        assertThat(outcome.levels()).singleElement().satisfies(level -> {
            assertThat(level.taken()).isEqualByComparingTo("10");
            assertThat(level.shown()).isEqualByComparingTo("10");
        });
    }

    @Test
    void consumedLiquidityStaysConsumedUntilTheLevelIsRefreshed() {
        // Given a level of ten, all taken
        var taken = new State.Taken(M, Side.YES, Price.of("0.4"), BigDecimal.TEN, BigDecimal.TEN, null);
        var order = order("a", "4", "0.40", IMMEDIATE_OR_CANCEL);

        // When
        var same = match(state("1000", List.of(taken), order), book(M, START, "0.40:10", TickGrid.CENTS));
        var other = match(state("1000", List.of(taken), order), book(M, START, "0.40:12", TickGrid.CENTS));

        // Then
        assertThat(same.fills()).isEmpty();
        assertThat(other.fills()).extracting(MatchingTest::line).containsExactly("4@0.4");
        assertThat(other.levels())
                .singleElement()
                .satisfies(level -> assertThat(level.taken()).isEqualByComparingTo("4"));
    }

    @Test
    void aLevelThatIsKnownToHaveChangedSinceIsANewOne() {
        // Given
        var taken = new State.Taken(M, Side.YES, Price.of("0.4"), BigDecimal.TEN, BigDecimal.TEN, START);
        var order = order("a", "4", "0.40", IMMEDIATE_OR_CANCEL);

        // When
        var same = match(state("1000", List.of(taken), order), changed(START));
        var later = match(state("1000", List.of(taken), order), changed(START.plusMillis(1)));

        // Then
        assertThat(same.fills()).isEmpty();
        assertThat(later.fills()).hasSize(1);
    }

    @Test
    void whatIsLeftOfAGoodTillCanceledOrderRestsAndLaterFillsAtItsOwnPriceAsAMaker() {
        // Given
        var order = order("a", "10", "0.41", GOOD_TILL_CANCELED);

        // When
        var first = match(state("1000", order), book(M, START, "0.40:4", TickGrid.CENTS));
        var change = first.orders().getFirst();
        var resting = with(order, Status.RESTING, change.filled(), change.feeCarried());
        var nothing = match(resting("998", resting), book(M, START, "0.43:10", TickGrid.CENTS));
        var second = match(resting("998", resting), book(M, START, "0.39:100", TickGrid.CENTS));

        // Then
        assertThat(change.status()).isEqualTo(Status.RESTING);
        assertThat(nothing.orders()).isEmpty();
        assertThat(second.orders().getFirst().status()).isEqualTo(Status.FILLED);
        assertThat(second.fills()).singleElement().satisfies(fill -> {
            assertThat(line(fill)).isEqualTo("6@0.41");
            assertThat(fill.liquidity()).isEqualTo(Liquidity.MAKER);
            assertThat(fill.fee()).isEqualTo(Money.of("0.03")); // 0.0175 × 6 × 0.41 × 0.59, up to a cent
            assertThat(fill.evidence().level().price()).isEqualTo(Price.of("0.39"));
        });
    }

    @Test
    void aLimitOffTheGridIsRejected() {
        // Given a grid of tenths of a cent below ten cents
        var grid = new TickGrid(List.of(
                new TickGrid.Range(BigDecimal.ZERO, new BigDecimal("0.1"), new BigDecimal("0.001")),
                new TickGrid.Range(new BigDecimal("0.1"), BigDecimal.ONE, new BigDecimal("0.01"))));
        var book = book(M, START, "0.05:100", grid);

        // When
        var outcome = match(
                state("1000", order("fine", "1", "0.055", FILL_OR_KILL), order("off", "1", "0.405", FILL_OR_KILL)),
                book);

        // Then
        assertThat(outcome.orders())
                .extracting(QueuedOrder.Change::status)
                .containsExactly(Status.FILLED, Status.REJECTED);
        assertThat(outcome.orders().getLast().code()).isEqualTo("OFF_TICK");
    }

    @Test
    void cashThatIsHeldForRestingOrdersIsNotSpent() {
        // Given 10 dollars, of which 6 are held
        var state = new State(
                1,
                0,
                0,
                Money.of("10"),
                Money.of("6"),
                List.of(order("a", "10", "0.40", FILL_OR_KILL)),
                List.of(),
                List.of(),
                FEES);

        // When
        var outcome = match(state, book(M, START, "0.40:10", TickGrid.CENTS));

        // Then 4 dollars and a fee are too much
        assertThat(outcome.orders().getFirst().code()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(outcome.fills()).isEmpty();
        assertThat(outcome.balance()).isEqualTo(Money.of("10"));
    }

    @Test
    void contractsOfTheOtherSideNetAndPayADollarAPair() {
        // Given 6 NO are held, and no cash but a little
        var state = new State(
                1,
                7,
                3,
                Money.of("1"),
                Money.ZERO,
                List.of(order("a", "8", "0.40", IMMEDIATE_OR_CANCEL)),
                List.of(new State.Position(M, BigDecimal.ZERO, new BigDecimal("6"))),
                List.of(),
                FEES);

        // When
        var outcome = match(state, book(M, START, "0.40:8", TickGrid.CENTS));

        // Then the pairs pay for it: 8 × 0.40 and 0.14 of fees, 6 dollars back
        assertThat(outcome.fills()).singleElement().satisfies(fill -> {
            assertThat(fill.pairs()).isEqualTo(count("6"));
            assertThat(fill.fillSeq()).isEqualTo(8);
        });
        assertThat(outcome.cash()).extracting(Outcome.CashRow::kind).containsExactly(CashKind.BOUGHT, CashKind.NETTED);
        assertThat(outcome.balance()).isEqualTo(Money.of("3.66"));
    }

    @Test
    void aClosedMarketTakesNoOrderAndAMissingBookIsWaitedFor() {
        // Given
        var order = order("a", "1", "0.40", IMMEDIATE_OR_CANCEL);
        var book = book(M, START.minus(Duration.ofHours(1)), "0.40:1", TickGrid.CENTS); // closes now

        // When
        var closed = match(state("1000", order), book);
        var none = match(state("1000", order), null);
        var noneForLong =
                new Matching(state("1000", order), Map.of(), rules(), START.plus(Duration.ofSeconds(10))).decide();

        // Then
        assertThat(closed.orders().getFirst().code()).isEqualTo("MARKET_CLOSED");
        assertThat(closed.orders().getFirst().status()).isEqualTo(Status.REJECTED);
        assertThat(none.orders()).isEmpty();
        assertThat(none.waiting()).containsExactly("a");
        assertThat(noneForLong.orders().getFirst().code()).isEqualTo("NO_BOOK");
    }

    @Test
    void everyFillSaysWhatItTookAndWhatItCost() {
        // Given
        var order = order("a", "10", "0.40", FILL_OR_KILL);
        var taken = new State.Taken(M, Side.YES, Price.of("0.4"), new BigDecimal("30"), new BigDecimal("5"), null);

        // When
        var fill = match(state("1000", List.of(taken), order), book(M, START, "0.40:30", TickGrid.CENTS))
                .fills()
                .getFirst();

        // Then
        assertThat(fill.evidence().level().shown()).isEqualByComparingTo("30");
        assertThat(fill.evidence().level().takenBefore()).isEqualByComparingTo("5");
        assertThat(fill.evidence().level().bookAt()).isEqualTo(START);
        assertThat(fill.evidence().fee().schedule()).isEqualTo("k");
        assertThat(fill.evidence().fee().trade()).isEqualTo(Money.of("0.17"));
        assertThat(fill.evidence().latency().drawnMillis()).isEqualTo(250);
    }

    private static Outcome match(State state, @Nullable Book book) {
        return new Matching(state, book == null ? Map.of() : Map.of(M, book), rules(), START).decide();
    }

    private static MatchRules rules() {
        return new MatchRules("kalshi", 1, Duration.ofSeconds(10), () -> false);
    }

    private static State state(String balance, QueuedOrder... orders) {
        return state(balance, List.of(), orders);
    }

    private static State state(String balance, List<State.Taken> levels, QueuedOrder... orders) {
        return new State(1, 0, 0, Money.of(balance), Money.ZERO, List.of(orders), List.of(), levels, FEES);
    }

    private static State resting(String balance, QueuedOrder order) {
        return new State(1, 1, 1, Money.of(balance), order.held(), List.of(order), List.of(), List.of(), FEES);
    }

    private static Book changed(Instant since) {
        var plain = book(M, START, "0.40:10", TickGrid.CENTS);
        var level = plain.no().getFirst();
        return new Book(
                M,
                plain.at(),
                plain.closeTime(),
                List.of(),
                List.of(new Book.Level(level.price(), level.count(), since)),
                TickGrid.CENTS);
    }

    private static QueuedOrder order(String id, String count, String limit, TimeInForce time) {
        return new QueuedOrder(
                1,
                id,
                false,
                M,
                Side.YES,
                count(count),
                Price.of(limit),
                time,
                Status.QUEUED,
                null,
                null,
                count("0"),
                Money.ZERO,
                LatencyProfile.MANUAL,
                START.minusMillis(250),
                START,
                null);
    }

    private static QueuedOrder with(QueuedOrder order, Status status, BigDecimal filled, Money carried) {
        return new QueuedOrder(
                order.orderNo(),
                order.clientOrderId(),
                false,
                M,
                order.side(),
                order.count(),
                order.limitPrice(),
                order.timeInForce(),
                status,
                null,
                null,
                new prescient.money.Quantity(filled),
                carried,
                order.profile(),
                order.receivedAt(),
                order.dueAt(),
                START);
    }

    private static String line(FillRow fill) {
        return fill.count() + "@" + fill.price();
    }
}
