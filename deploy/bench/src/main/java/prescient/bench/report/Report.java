package prescient.bench.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.bench.Medians;
import prescient.bench.Settings;
import prescient.bench.cycle.CycleBench;
import prescient.bench.read.ReadBench;
import prescient.bench.trade.TradeBench;

/**
 * Everything a run measured.
 *
 * @param trades null when left out
 * @param reads null when left out
 * @param cycles null when left out
 */
public record Report(
        Machine machine,
        Settings settings,
        TradeBench.@Nullable Result trades,
        @Nullable List<ReadBench.Result> reads,
        CycleBench.@Nullable Result cycles) {

    private static final double TRADES_RATIO = 1.0;
    private static final double READ_P99_MS = 25;
    private static final double CYCLE_SECONDS = 5;

    /**
     * One thing that was asked for.
     *
     * @param wanted in words
     * @param measured the figure
     */
    public record Target(String wanted, String measured, boolean passed) {}

    /** The targets of the parts that were measured. */
    public List<Target> targets() {
        var targets = new ArrayList<Target>();
        if (trades != null) {
            double ratio = ratio(trades);
            targets.add(new Target(
                    "trades over HTTP at least %.1f x pgbench".formatted(TRADES_RATIO),
                    "%.2f x".formatted(ratio),
                    ratio >= TRADES_RATIO));
            targets.add(new Target(
                    "every trade is booked once and the ledger balances",
                    trades.balanced() ? trades.trades() + " trades, balanced" : "not balanced",
                    trades.balanced()));
        }
        if (reads != null) {
            for (var read : reads) {
                if (!read.bare()) {
                    targets.add(new Target(
                            "%s p99 under %.0f ms at half load".formatted(read.path(), READ_P99_MS),
                            "%.1f ms".formatted(read.p99Ms()),
                            read.p99Ms() < READ_P99_MS));
                }
            }
        }
        if (cycles != null) {
            targets.add(new Target(
                    "a trading cycle under %.0f s".formatted(CYCLE_SECONDS),
                    "%.2f s".formatted(cycles.seconds()),
                    cycles.seconds() < CYCLE_SECONDS));
        }
        return targets;
    }

    /** True when all were met. */
    public boolean passed() {
        return targets().stream().allMatch(Target::passed);
    }

    /** The median of the rounds' ratios: both sides of a round met the same disturbances. */
    static double ratio(TradeBench.Result trades) {
        return Medians.of(trades.rounds().stream().map(TradeBench.Round::ratio).toList());
    }

    /** What it ran on. */
    public record Machine(
            int cores, String processor, String java, String postgres, String fileSystem, String startedAt) {

        @Override
        public String toString() {
            return "%d cores (%s), Java %s, PostgreSQL %s, data on %s, started %s"
                    .formatted(cores, processor, java, postgres, fileSystem, startedAt);
        }
    }
}
