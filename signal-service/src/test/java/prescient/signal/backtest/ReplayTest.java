package prescient.signal.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.signal.backtest.Recordings.NO_BOUNDS;
import static prescient.signal.backtest.Recordings.START;
import static prescient.signal.backtest.Recordings.STEP;
import static prescient.signal.backtest.Recordings.amount;
import static prescient.signal.backtest.Recordings.decided;
import static prescient.signal.backtest.Recordings.plan;
import static prescient.signal.backtest.Recordings.row;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.money.Money;
import prescient.signal.backtest.Replay.Journal;
import prescient.signal.market.Candidate;
import prescient.signal.market.MarketFilters;
import prescient.signal.strategy.Advice;
import prescient.signal.strategy.MomentumStrategy;
import prescient.signal.strategy.MostLikelyStrategy;
import prescient.signal.strategy.Parameter;
import prescient.signal.strategy.Parameters;
import prescient.signal.strategy.Strategy;

class ReplayTest {

    private static final int CYCLES = 60;
    private static final int MARKETS = 40;

    private final Strategy mostLikely = new MostLikelyStrategy();
    private final Strategy momentum = new MomentumStrategy();

    /** Notes the newest snapshot it was ever shown, and advises as another one does. */
    private static final class Curious implements Strategy {
        private final Strategy other = new MostLikelyStrategy();
        private final List<Instant> shown = new ArrayList<>();
        private final List<String> prices = new ArrayList<>();

        @Override
        public String name() {
            return "curious";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public String description() {
            return "Looks at everything it is given";
        }

        @Override
        public List<Parameter> parameters() {
            return other.parameters();
        }

        @Override
        public List<Advice> advise(List<Candidate> candidates, Parameters parameters) {
            candidates.forEach(candidate -> {
                shown.add(candidate.snapshotAt());
                prices.add(candidate.marketId() + " " + candidate.yesPrice());
            });
            return other.advise(candidates, parameters);
        }
    }

    @Test
    void buysByTheRulesOfThePaperExchangeAndPaysOutWhatWasDecided() {
        // Given
        var recording = Recordings.of(
                List.of(row(START, "a", "0.8", "0.2"), row(START, "b", "0.3", "0.7"), row(START, "c", "0.6", "0.4")),
                decided("a", "yes", START.plus(STEP)),
                decided("b", "yes", START.plus(STEP)));

        // When
        var result = run(recording, plan(3, "250"), mostLikely, Map.of(), null);

        // Then
        assertThat(result.trades())
                .extracting(trade -> trade.marketId() + " " + trade.action().text() + " " + trade.price() + " "
                        + trade.shares() + " " + trade.result() + " " + trade.payout() + " " + trade.realizedPnl())
                .containsExactly(
                        "a buy_yes 0.8 125 won 125.00 25.00",
                        "b buy_no 0.7 142.857142857143 lost 0.00 -100.00",
                        "c buy_yes 0.6 166.666666666667 null null null");
        var figures = result.figures();
        assertThat(figures.denied()).isEqualTo(Map.of("INSUFFICIENT_CASH", 2L));
        assertThat(figures.signals()).isEqualTo(5);
        assertThat(figures.cash()).isEqualTo(Money.of("75"));
        assertThat(figures.total()).isEqualTo(Money.of("175"));
        assertThat(figures.profit()).isEqualTo(Money.of("-75"));
        assertThat(figures.winRate()).isEqualByComparingTo("0.5");
        assertThat(figures.maxDrawdown()).isEqualTo(Money.of("75"));
        assertThat(figures.maxDrawdownRatio()).isEqualByComparingTo("0.3");
    }

    @Test
    void aFutureThatWasPlantedIsNotSeen() {
        // Given: in the last cycle the market turns round, and another one is decided
        var past = List.of(row(START, "a", "0.8", "0.2"), row(START.plus(STEP), "b", "0.55", "0.45"));
        var planted = new ArrayList<>(past);
        planted.add(row(START.plus(STEP).plusNanos(1000), "b", "0.01", "0.99"));
        planted.add(row(START.plus(STEP.multipliedBy(2)), "a", "0.0123", "0.9877"));
        var strategy = new Curious();
        var recording = Recordings.of(planted, decided("b", "no", START.plus(STEP.multipliedBy(2))));

        // When: the replay ends before that
        var result = run(recording, plan(2, "10000"), strategy, Map.of(), null);

        // Then
        var honest = run(Recordings.of(past), plan(2, "10000"), mostLikely, Map.of(), null);
        assertThat(strategy.shown).isNotEmpty().allMatch(seen -> !seen.isAfter(START.plus(STEP)));
        assertThat(strategy.prices).noneMatch(seen -> seen.contains("0.01"));
        assertThat(result.trades())
                .extracting(TradeLine::price)
                .isEqualTo(honest.trades().stream().map(TradeLine::price).toList());
        assertThat(result.figures().total()).isEqualTo(honest.figures().total());
        assertThat(result.figures().settled()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatHappenedUntilAnHourDoesNotDependOnWhatCameAfterIt(long seed) {
        // Given
        var rows = Recordings.random(seed, CYCLES, MARKETS);
        var markets = Recordings.decided(seed, CYCLES, MARKETS);
        var all = run(Recordings.of(rows, markets), plan(CYCLES, "1000"), momentum, Map.of(), null);

        // When
        var end = START.plus(STEP.multipliedBy(29));
        var early = rows.stream().filter(row -> !row.timestamp().isAfter(end)).toList();
        var half = run(Recordings.of(early, markets), plan(30, "1000"), momentum, Map.of(), null);

        // Then
        var until =
                all.equity().stream().filter(point -> !point.at().isAfter(end)).toList();
        assertThat(half.equity()).as("seed %d", seed).isEqualTo(until).hasSize(30);
        assertThat(half.trades())
                .extracting(TradeLine::openedAt)
                .isEqualTo(all.trades().stream()
                        .map(TradeLine::openedAt)
                        .filter(at -> !at.isAfter(end))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void countingWithoutObjectsIsCountingWithThem(long seed) {
        // Given
        var recording =
                Recordings.of(Recordings.random(seed, CYCLES, MARKETS), Recordings.decided(seed, CYCLES, MARKETS));
        for (var strategy : List.of(mostLikely, momentum)) {
            for (var cash : List.of("150", "1000", "100000")) {
                // When
                var fast = run(recording, plan(CYCLES, cash), strategy, Map.of(), null);
                // Then: a journal makes each signal an object
                var slow = run(recording, plan(CYCLES, cash), strategy, Map.of(), (at, advice) -> {});
                assertThat(fast)
                        .as("%s, %s, seed %d", strategy.name(), cash, seed)
                        .isEqualTo(slow);
                assertThat(fast.figures().executed()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void theBooksAddUp(long seed) {
        // Given
        var recording =
                Recordings.of(Recordings.random(seed, CYCLES, MARKETS), Recordings.decided(seed, CYCLES, MARKETS));
        // When
        var result = run(recording, plan(CYCLES, "2000"), mostLikely, amount("33.33"), null);
        // Then
        var figures = result.figures();
        assertThat(figures.profit())
                .isEqualTo(figures.realizedPnl().plus(figures.unrealizedPnl()).minus(figures.fees()));
        assertThat(figures.signals())
                .isEqualTo(figures.executed()
                        + figures.denied().values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
        assertThat(figures.settled()).as("seed %d", seed).isPositive();
        assertThat(figures.cash().isNegative()).isFalse();
    }

    @Test
    void boundsHoldOfWhatWasRecordedAndOfTheDaysThatWereLeft() {
        // Given: one market is too small, one ends too soon, one is as it should be
        var small = new RecordedRow(START, "small", price("0.8"), price("0.2"), BigDecimal.ONE, BigDecimal.ONE, null);
        var recording = Recordings.of(
                List.of(small, row(START, "soon", "0.8", "0.2"), row(START, "good", "0.8", "0.2")),
                ends("soon", START.plusSeconds(86_399)),
                ends("good", START.plusSeconds(86_400)));
        // When
        var result = new Replay(
                        recording,
                        plan(1, "1000"),
                        Bounds.of(MarketFilters.NONE),
                        mostLikely,
                        Parameters.of(mostLikely.parameters(), Map.of()),
                        null)
                .run(snapshots -> true);
        // Then
        assertThat(result.trades()).extracting(TradeLine::marketId).containsExactly("good");
    }

    @Test
    void aReplayThatIsEndedSaysSo() {
        // Given
        var recording = Recordings.of(Recordings.random(5, CYCLES, MARKETS));
        var cycles = new int[1];
        // When
        var result = new Replay(
                        recording,
                        plan(CYCLES, "1000"),
                        Bounds.of(NO_BOUNDS),
                        mostLikely,
                        Parameters.of(mostLikely.parameters(), Map.of()),
                        null)
                .run(snapshots -> ++cycles[0] < 7);
        // Then
        assertThat(result.whole()).isFalse();
        assertThat(result.figures().cycles()).isEqualTo(7);
    }

    private static prescient.money.Price price(String text) {
        return prescient.money.Price.of(text);
    }

    private static RecordedMarket ends(String market, Instant at) {
        return new RecordedMarket(market, "Will it?", "e", "An event", at, null, null, null);
    }

    private static Replay.Result run(
            Recording recording,
            Plan plan,
            Strategy strategy,
            Map<String, @org.jspecify.annotations.Nullable BigDecimal> given,
            @org.jspecify.annotations.Nullable Journal journal) {
        var parameters = Parameters.of(strategy.parameters(), given);
        return new Replay(recording, plan, Bounds.of(NO_BOUNDS), strategy, parameters, journal).run(snapshots -> true);
    }
}
