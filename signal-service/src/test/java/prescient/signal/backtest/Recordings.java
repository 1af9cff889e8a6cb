package prescient.signal.backtest;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.signal.market.MarketFilters;

/** Recordings for tests. */
final class Recordings {

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final Duration STEP = Duration.ofMinutes(15);
    static final BigDecimal MUCH = new BigDecimal("90000");

    /** Every market passes. */
    static final MarketFilters NO_BOUNDS = filters();

    private Recordings() {}

    static RecordedRow row(Instant at, String market, String yes, String no) {
        return new RecordedRow(at, market, Price.of(yes), Price.of(no), MUCH, MUCH, MUCH);
    }

    static Recording of(List<RecordedRow> rows, RecordedMarket... markets) {
        var draft = new RecordingDraft(1_000_000);
        rows.forEach(draft::add);
        List.of(markets).forEach(draft::know);
        return draft.done();
    }

    static RecordedMarket decided(String market, String resolution, Instant at) {
        return new RecordedMarket(market, "Will it?", null, null, null, null, resolution, at);
    }

    static Plan plan(int cycles, String cash) {
        return new Plan(START, START.plus(STEP.multipliedBy(cycles - 1L)), STEP, Money.of(cash));
    }

    /** Rows of random prices and volumes, some of them without a price, at most of the cycles' times. */
    static List<RecordedRow> random(long seed, int cycles, int markets) {
        var random = new SplittableRandom(seed);
        var rows = new ArrayList<RecordedRow>();
        for (int cycle = 0; cycle < cycles; cycle++) {
            var at = START.plus(STEP.multipliedBy(cycle)).minusSeconds(random.nextInt(2));
            for (int market = 0; market < markets; market++) {
                if (random.nextInt(3) > 0 && !at.isBefore(START)) {
                    rows.add(random(random, at, "m" + market));
                }
            }
        }
        return rows;
    }

    /** Some of the markets are decided at some time. */
    static RecordedMarket[] decided(long seed, int cycles, int markets) {
        var random = new SplittableRandom(seed);
        var decided = new ArrayList<RecordedMarket>();
        for (int market = 0; market < markets; market++) {
            if (random.nextInt(3) == 0) {
                var resolution = List.of("yes", "no", "void").get(random.nextInt(3));
                decided.add(
                        decided("m" + market, resolution, START.plus(STEP.multipliedBy(random.nextInt(1, cycles)))));
            }
        }
        return decided.toArray(RecordedMarket[]::new);
    }

    private static RecordedRow random(SplittableRandom random, Instant at, String market) {
        var yes = BigDecimal.valueOf(random.nextInt(1, 1000), 3);
        @Nullable Price none = null;
        boolean priced = random.nextInt(20) > 0;
        return new RecordedRow(
                at,
                market,
                priced ? new Price(yes) : none,
                priced ? new Price(BigDecimal.ONE.subtract(yes)) : none,
                BigDecimal.valueOf(random.nextInt(100_000)),
                BigDecimal.valueOf(random.nextInt(200_000)),
                null);
    }

    private static MarketFilters filters() {
        var off = new java.util.HashMap<String, @Nullable Object>();
        for (var name : List.of(
                "market_min_liquidity", "market_min_volume", "event_min_days_until_end", "event_max_days_until_end")) {
            off.put(name, null);
        }
        return new MarketFilters(off);
    }

    static Map<String, @Nullable BigDecimal> amount(String dollars) {
        return Map.of("trade_amount", new BigDecimal(dollars));
    }
}
