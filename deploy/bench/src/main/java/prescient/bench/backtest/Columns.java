package prescient.bench.backtest;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import prescient.money.Money;
import prescient.money.Price;
import prescient.signal.backtest.Plan;
import prescient.signal.backtest.RecordedMarket;
import prescient.signal.backtest.RecordedRow;
import prescient.signal.backtest.Recording;
import prescient.signal.backtest.RecordingDraft;

/** Generated snapshots: each market once a quarter of an hour, its price a random walk in tenths of a cent. */
final class Columns {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final long TENTH_OF_A_CENT = 1_000_000_000_000_000L;
    private static final int DOLLAR = 1000;

    /** Of each row: microseconds since 1970. */
    private final long[] at;

    private final int[] market;
    /** Of each row: price in 10<sup>-18</sup> dollars. */
    private final long[] yes;

    private final long[] no;
    /** Of each row: dollars. */
    private final double[] liquidity;

    private final double[] volume;
    private final double[] volume24hr;

    private final int markets;

    private Columns(int markets, int rows) {
        this.markets = markets;
        this.at = new long[rows];
        this.market = new int[rows];
        this.yes = new long[rows];
        this.no = new long[rows];
        this.liquidity = new double[rows];
        this.volume = new double[rows];
        this.volume24hr = new double[rows];
    }

    /** The same for the same seed. */
    static Columns of(int markets, int cycles, long seed) {
        int rows = markets * cycles;
        var columns = new Columns(markets, rows);
        var random = new SplittableRandom(seed);
        var walk = random.ints(markets, 20, DOLLAR - 20).toArray();
        for (int row = 0; row < rows; row++) {
            int market = row % markets;
            walk[market] = Math.clamp(walk[market] + random.nextInt(-5, 6), 1, DOLLAR - 1);
            columns.at[row] = START.plus(STEP.multipliedBy(row / markets)).getEpochSecond() * 1_000_000;
            columns.market[row] = market;
            columns.yes[row] = walk[market] * TENTH_OF_A_CENT;
            columns.no[row] = (DOLLAR - walk[market]) * TENTH_OF_A_CENT;
            columns.liquidity[row] = 20_000 + random.nextInt(100_000);
            columns.volume[row] = 60_000 + random.nextInt(1_000_000);
            columns.volume24hr[row] = random.nextInt(50_000);
        }
        return columns;
    }

    /** The same rows as a backtest reads them; the events of some markets end meanwhile. */
    Recording recording() {
        var draft = new RecordingDraft(at.length);
        for (int row = 0; row < at.length; row++) {
            draft.add(new RecordedRow(
                    Instant.ofEpochSecond(at[row] / 1_000_000),
                    "market-" + market[row],
                    new Price(BigDecimal.valueOf(yes[row], 18)),
                    new Price(BigDecimal.valueOf(no[row], 18)),
                    BigDecimal.valueOf(liquidity[row]),
                    BigDecimal.valueOf(volume[row]),
                    BigDecimal.valueOf(volume24hr[row])));
        }
        for (int number = 0; number < Math.min(markets, at.length); number++) {
            var end = START.plus(Duration.ofDays(2 + number % 100)).plusSeconds(number);
            draft.know(new RecordedMarket("market-" + number, null, null, null, end, null, null, null));
        }
        return draft.done();
    }

    /** A cycle for each time there are rows of. */
    Plan plan() {
        return new Plan(START, Instant.ofEpochSecond(at[at.length - 1] / 1_000_000), STEP, Money.of("10000"));
    }

    /**
     * The plain loop: reads every column of every row and remembers each market's last row, without a strategy.
     *
     * @return something that depends on all of it, so that nothing is left out
     */
    double walk(int[] latest) {
        long times = 0;
        long prices = 0;
        double figures = 0;
        for (int row = 0; row < at.length; row++) {
            latest[market[row]] = row;
            times ^= at[row];
            prices += yes[row] - no[row];
            figures += liquidity[row] + volume[row] + volume24hr[row];
        }
        return figures + prices + times;
    }
}
