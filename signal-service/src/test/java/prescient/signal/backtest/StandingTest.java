package prescient.signal.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.signal.backtest.Recordings.START;
import static prescient.signal.backtest.Recordings.STEP;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.money.Price;
import prescient.signal.market.MarketFilters;
import prescient.signal.strategy.MomentumStrategy;
import prescient.signal.strategy.Parameters;

/** Market by market, what the whole knows without looking. */
class StandingTest {

    private static final int CYCLES = 80;
    private static final int MARKETS = 30;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whoMayBeTradedIsWhatEachMarketsLastRowSays(long seed) {
        // Given: rows without figures or prices among the others, events that end meanwhile, and bounds
        var random = new SplittableRandom(seed);
        var rows = rows(random);
        var markets = markets(random);
        var recording = Recordings.of(rows, markets);
        var strategy = new MomentumStrategy();
        var minPrice = new BigDecimal("0.7");
        var screen = seed % 4 == 0
                ? null
                : strategy.screen(Parameters.of(strategy.parameters(), Map.of("min_price", minPrice)))
                        .orElseThrow();
        var standing = new Standing(recording, Bounds.of(filters(seed)), screen);
        var decided = new HashSet<Integer>();
        var held = new HashSet<Integer>();
        var chosen = new int[recording.markets.size() + 1];
        int row = 0;
        int most = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            var now = START.plus(STEP.multipliedBy(cycle));
            long micros = Recording.micros(now);

            // When
            int next = recording.later(row, micros, random.nextInt(20));
            standing.see(row, next, micros);
            row = next;
            if (random.nextInt(4) == 0) {
                int market = random.nextInt(recording.markets.size());
                decided.add(market);
                standing.decide(market);
            }
            if (random.nextInt(2) == 0) {
                int market = random.nextInt(recording.markets.size());
                held.add(market);
                standing.hold(market);
            }
            int count = standing.choose(chosen);

            // Then
            var expected = expected(seed, recording, rows, now, screen == null ? null : minPrice, decided);
            assertThat(Arrays.copyOf(chosen, count))
                    .as("seed %d, cycle %d", seed, cycle)
                    .isEqualTo(expected);
            assertThat(standing.count()).isEqualTo(count);
            assertThat(standing.fresh()).isEqualTo((int) Arrays.stream(expected)
                    .filter(market -> !held.contains(market))
                    .count());
            most = Math.max(most, count);
        }
        assertThat(row).isEqualTo(rows.size());
        assertThat(most).as("seed %d", seed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void laterRowsAndLastPricesAreFoundAsOneByOne(long seed) {
        // Given
        var random = new SplittableRandom(seed);
        var rows = rows(random);
        var recording = Recordings.of(rows);
        var priced = new HashMap<String, Integer>();
        for (int row = 0; row < rows.size(); row++) {
            var one = rows.get(row);
            if (one.yesPrice() != null && one.noPrice() != null) {
                priced.put(one.marketId(), row);
            }
            int from = random.nextInt(row + 1);
            long time = recording.at[row] - random.nextInt(2);
            int later = from;
            while (later < rows.size() && recording.at[later] <= time) {
                later++;
            }

            // When, Then
            assertThat(recording.later(from, time, random.nextInt(5)))
                    .as("seed %d, row %d", seed, row)
                    .isEqualTo(later);
            assertThat(recording.priced[row]).isEqualTo(priced.getOrDefault(one.marketId(), -1));
        }
        assertThat(recording.later(0, Long.MAX_VALUE, 0)).isEqualTo(rows.size());
        assertThat(recording.later(rows.size(), Long.MAX_VALUE, 3)).isEqualTo(rows.size());
    }

    /** By the recorded rows and exact numbers. */
    private static int[] expected(
            long seed,
            Recording recording,
            List<RecordedRow> rows,
            Instant now,
            @Nullable BigDecimal minPrice,
            Set<Integer> decided) {
        var last = new HashMap<String, RecordedRow>();
        rows.stream().filter(row -> !row.timestamp().isAfter(now)).forEach(row -> last.put(row.marketId(), row));
        var bounds = filters(seed).values();
        return IntStream.range(0, recording.markets.size())
                .filter(market -> !decided.contains(market))
                .filter(market -> {
                    var known = recording.markets.get(market);
                    var row = last.get(known.marketId());
                    var end = known.eventEndDate();
                    return row != null
                            && reaches(row.liquidity(), bounds.get("market_min_liquidity"))
                            && reaches(row.volume24hr(), bounds.get("market_min_volume_24hr"))
                            && (minPrice == null || favourite(row, minPrice))
                            && (end == null || days(now, end, bounds));
                })
                .toArray();
    }

    private static boolean reaches(@Nullable BigDecimal figure, @Nullable Object bound) {
        var known = figure == null ? BigDecimal.ZERO : figure;
        return !(bound instanceof BigDecimal least) || known.compareTo(least) >= 0;
    }

    private static boolean favourite(RecordedRow row, BigDecimal minPrice) {
        var yes = row.yesPrice();
        var no = row.noPrice();
        return yes != null && no != null && yes.value().max(no.value()).compareTo(minPrice) >= 0;
    }

    private static boolean days(Instant now, Instant end, Map<String, @Nullable Object> bounds) {
        long left = Math.floorDiv(Duration.between(now, end).toSeconds(), 86_400);
        return (!(bounds.get("event_min_days_until_end") instanceof BigDecimal least) || left >= least.intValue())
                && (!(bounds.get("event_max_days_until_end") instanceof BigDecimal most) || left <= most.intValue());
    }

    /** Some are off, one is zero. */
    private static MarketFilters filters(long seed) {
        var filters = new HashMap<String, @Nullable Object>();
        for (var name : List.of("market_min_volume", "min_conviction", "max_conviction")) {
            filters.put(name, null);
        }
        filters.put("market_min_liquidity", seed % 3 == 0 ? null : new BigDecimal("30000"));
        filters.put("market_min_volume_24hr", seed % 2 == 0 ? BigDecimal.ZERO : new BigDecimal("4000"));
        filters.put("event_min_days_until_end", seed % 5 == 0 ? null : BigDecimal.ONE);
        filters.put("event_max_days_until_end", seed % 7 == 0 ? null : BigDecimal.TWO);
        return new MarketFilters(filters);
    }

    /** Several rows of a market may come between two cycles. */
    private static List<RecordedRow> rows(SplittableRandom random) {
        var rows = new ArrayList<RecordedRow>();
        var at = START;
        while (at.isBefore(START.plus(STEP.multipliedBy(CYCLES - 1L)))) {
            var yes = BigDecimal.valueOf(random.nextInt(1001), 3);
            @Nullable Price none = null;
            boolean priced = random.nextInt(10) > 0;
            rows.add(new RecordedRow(
                    at,
                    "m" + random.nextInt(MARKETS),
                    priced ? new Price(yes) : none,
                    priced ? new Price(BigDecimal.ONE.subtract(yes)) : none,
                    figure(random, 100_000),
                    figure(random, 100_000),
                    figure(random, 10_000)));
            at = at.plusSeconds(random.nextInt(120));
        }
        return rows;
    }

    private static @Nullable BigDecimal figure(SplittableRandom random, int most) {
        return random.nextInt(10) == 0 ? null : BigDecimal.valueOf(random.nextInt(most));
    }

    /** Some end to the second when a cycle is, a day or more away. */
    private static RecordedMarket[] markets(SplittableRandom random) {
        return IntStream.range(0, MARKETS)
                .filter(market -> random.nextInt(5) > 0)
                .mapToObj(market -> {
                    var end = START.plus(STEP.multipliedBy(random.nextInt(2 * CYCLES)))
                            .plus(Duration.ofDays(random.nextInt(4)));
                    return new RecordedMarket("m" + market, "Will it?", "e", "An event", end, null, null, null);
                })
                .toArray(RecordedMarket[]::new);
    }
}
