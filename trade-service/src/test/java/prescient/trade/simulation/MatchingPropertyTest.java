package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.trade.simulation.SimulationRig.START;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.simulation.Book.Level;
import prescient.trade.simulation.Outcome.FillRow;
import prescient.trade.simulation.QueuedOrder.Status;
import prescient.trade.simulation.State.Spot;
import prescient.trade.venue.CashRule;
import prescient.trade.venue.FeeRule;
import prescient.trade.venue.FeeSchedule;
import prescient.trade.venue.FeeSchedules;
import prescient.trade.venue.Liquidity;
import prescient.trade.venue.PositionFold;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.VenueFill;

/** Random books and orders, in many batches one after the other: what must hold whatever comes. */
class MatchingPropertyTest {

    private static final List<String> TICKERS = List.of("KXA-1", "KXA-2", "KXB-1");
    private static final FeeSchedules FEES = new FeeSchedules(List.of(
            schedule("legacy", "KXA", FeeRule.KALSHI_PER_FILL), schedule("now", "KXB", FeeRule.KALSHI_PER_ORDER)));

    private final Map<String, QueuedOrder> alive = new LinkedHashMap<>();
    private final Map<String, State.Position> positions = new HashMap<>();
    private final Map<Spot, State.Taken> levels = new HashMap<>();
    private final Map<String, PositionFold> folds = new HashMap<>();
    private final Map<String, Book> books = new HashMap<>();
    private Money balance = Money.of("300");
    private Money expected = balance;
    private long fillSeq;
    private long cashSeq;
    private int orders;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20250728})
    void noBatchBreaksARule(long seed) {
        var random = new Random(seed);
        int fills = 0;
        for (int batch = 0; batch < 400; batch++) {
            // Given
            if (random.nextInt(3) > 0) {
                TICKERS.forEach(ticker -> books.put(ticker, book(ticker, random)));
            }
            for (int more = random.nextInt(4); more > 0; more--) {
                var order = order(random);
                alive.put(order.clientOrderId(), order);
            }
            var state = new State(
                    batch,
                    fillSeq,
                    cashSeq,
                    balance,
                    held(),
                    List.copyOf(alive.values()),
                    List.copyOf(positions.values()),
                    List.copyOf(levels.values()),
                    FEES);

            // When
            var outcome = new Matching(
                            state, books, new MatchRules("kalshi", seed, Duration.ofSeconds(10), () -> false), START)
                    .decide();

            // Then
            check(outcome, "seed " + seed + ", batch " + batch);
            fills += outcome.fills().size();
        }
        assertThat(fills).isGreaterThan(100);
        assertThat(orders).isGreaterThan(400);
    }

    private void check(Outcome outcome, String where) {
        var filled = new HashMap<String, BigDecimal>();
        for (var fill : outcome.fills()) {
            assertThat(fill.fillSeq()).as(where).isEqualTo(++fillSeq);
            var order = Objects.requireNonNull(alive.get(fill.clientOrderId()));
            assertThat(fill.price()).as(where).isLessThanOrEqualTo(order.limitPrice());
            assertThat(fill.liquidity() == Liquidity.MAKER).as(where).isEqualTo(order.status() == Status.RESTING);
            filled.merge(fill.clientOrderId(), fill.count().shares(), BigDecimal::add);
            settle(fill);
        }
        for (var change : outcome.orders()) {
            var order = Objects.requireNonNull(alive.get(change.clientOrderId()));
            var more = filled.getOrDefault(change.clientOrderId(), BigDecimal.ZERO);
            assertThat(change.filled())
                    .as(where)
                    .isEqualByComparingTo(order.filled().shares().add(more));
            assertThat(change.filled())
                    .as(where)
                    .isLessThanOrEqualTo(order.count().shares());
            boolean whole = change.filled().compareTo(order.count().shares()) == 0;
            assertThat(change.status() == Status.FILLED).as(where).isEqualTo(whole);
            if (order.timeInForce() == TimeInForce.FILL_OR_KILL && !whole) {
                assertThat(more).as(where).isZero();
            }
            advance(order, change);
        }
        outcome.positions().forEach(position -> positions.put(position.ticker(), position));
        for (var level : outcome.levels()) {
            assertThat(level.taken()).as(where).isLessThanOrEqualTo(level.shown());
            levels.put(level.spot(), level);
        }
        outcome.cash().forEach(row -> assertThat(row.cashSeq()).as(where).isEqualTo(++cashSeq));
        balance = outcome.balance();
        assertThat(balance).as(where).isEqualTo(expected);
        assertThat(balance.minus(held()).isNegative()).as(where).isFalse();
    }

    /** What the rules say of the fill, by themselves. */
    private void settle(FillRow fill) {
        var step = folds.getOrDefault(fill.ticker(), PositionFold.EMPTY)
                .after(new VenueFill(
                        fill.fillId(),
                        fill.clientOrderId(),
                        fill.ticker(),
                        fill.side(),
                        fill.count(),
                        fill.price(),
                        fill.fee(),
                        fill.filledAt()));
        folds.put(fill.ticker(), step.position());
        assertThat(fill.pairs()).isEqualTo(step.pairs());
        expected = expected.plus(CashRule.bought(fill.count(), fill.price(), fill.fee()))
                .plus(CashRule.netted(step.pairs()));
    }

    private void advance(QueuedOrder order, QueuedOrder.Change change) {
        if (change.status() == Status.RESTING) {
            alive.put(order.clientOrderId(), with(order, change));
        } else {
            alive.remove(order.clientOrderId());
        }
    }

    private Money held() {
        return alive.values().stream()
                .filter(order -> order.status() == Status.RESTING)
                .map(QueuedOrder::held)
                .reduce(Money.ZERO, Money::plus);
    }

    private static Book book(String ticker, Random random) {
        var yes = new ArrayList<Level>();
        var no = new ArrayList<Level>();
        int middle = 20 + random.nextInt(60);
        for (int i = 0; i < 6; i++) {
            yes.add(level(middle - 1 - random.nextInt(5), random));
            no.add(level(100 - middle - 1 - random.nextInt(5), random));
        }
        return new Book(ticker, START, null, yes, no, TickGrid.CENTS);
    }

    private static Level level(int cents, Random random) {
        return new Level(
                new Price(BigDecimal.valueOf(cents, 2)),
                new Quantity(BigDecimal.valueOf(1 + random.nextInt(2000), 2)),
                random.nextBoolean() ? null : Instant.EPOCH.plusSeconds(random.nextInt(10)));
    }

    private QueuedOrder order(Random random) {
        orders++;
        var times = TimeInForce.values();
        return new QueuedOrder(
                orders,
                "o" + orders,
                false,
                TICKERS.get(random.nextInt(TICKERS.size())),
                random.nextBoolean() ? Side.YES : Side.NO,
                new Quantity(BigDecimal.valueOf(1 + random.nextInt(3000), 2)),
                new Price(BigDecimal.valueOf(5 + random.nextInt(90), 2)),
                times[random.nextInt(times.length)],
                Status.QUEUED,
                null,
                null,
                new Quantity(BigDecimal.ZERO),
                Money.ZERO,
                LatencyProfile.MANUAL,
                START,
                START,
                null);
    }

    private static QueuedOrder with(QueuedOrder order, QueuedOrder.Change change) {
        return new QueuedOrder(
                order.orderNo(),
                order.clientOrderId(),
                false,
                order.ticker(),
                order.side(),
                order.count(),
                order.limitPrice(),
                order.timeInForce(),
                change.status(),
                null,
                null,
                new Quantity(change.filled()),
                change.feeCarried(),
                order.profile(),
                order.receivedAt(),
                order.dueAt(),
                START);
    }

    private static FeeSchedule schedule(String name, String series, FeeRule rule) {
        return new FeeSchedule(
                name,
                "kalshi",
                series,
                Instant.EPOCH,
                null,
                rule,
                new BigDecimal("0.07"),
                new BigDecimal("0.0175"),
                Money.of("0.01"),
                "test");
    }
}
