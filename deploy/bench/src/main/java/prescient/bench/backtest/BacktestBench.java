package prescient.bench.backtest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import prescient.bench.Medians;
import prescient.bench.backtest.BacktestReport.Line;
import prescient.local.Progress;
import prescient.signal.backtest.Replay;
import prescient.signal.market.MarketFilters;
import prescient.signal.strategy.MomentumStrategy;
import prescient.signal.strategy.MostLikelyStrategy;
import prescient.signal.strategy.Parameters;
import prescient.signal.strategy.Strategy;

/** Replays and the plain loop in turns, on one thread, over the same generated rows. */
final class BacktestBench {

    /** Until both are compiled for good. */
    private static final int WARM_UP = 100;

    private static final long SEED = 20260517;

    private final int markets;
    private final int cycles;
    private final int rounds;
    private final Progress progress;

    BacktestBench(int markets, int cycles, int rounds, Progress progress) {
        this.markets = markets;
        this.cycles = cycles;
        this.rounds = rounds;
        this.progress = progress;
    }

    BacktestReport run() {
        progress.say("%d snapshots of %d markets, seed %d".formatted(markets * cycles, markets, SEED));
        var columns = Columns.of(markets, cycles, SEED);
        var recording = columns.recording();
        var lines = new ArrayList<Line>();
        for (var strategy : List.<Strategy>of(new MostLikelyStrategy(), new MomentumStrategy())) {
            progress.say("strategy " + strategy.name());
            var parameters = Parameters.of(strategy.parameters(), Map.<String, @Nullable BigDecimal>of());
            var filters = anyConviction().over(strategy.filters());
            var signals = new long[1];
            LongSupplier replay = () -> {
                var result = Replay.of(recording, columns.plan(), filters, strategy, parameters)
                        .run(snapshots -> true);
                signals[0] = result.figures().signals();
                return result.figures().snapshots();
            };
            var latest = new int[markets];
            LongSupplier plain = () -> (long) columns.walk(latest);
            var replays = new ArrayList<Double>();
            var walks = new ArrayList<Double>();
            for (int round = -WARM_UP; round < rounds; round++) {
                double walked = seconds(plain);
                double replayed = seconds(replay);
                if (round >= 0) {
                    walks.add(walked);
                    replays.add(replayed);
                }
            }
            lines.add(new Line(strategy.name(), recording.rows(), signals[0], Medians.of(replays), Medians.of(walks)));
        }
        return new BacktestReport(lines);
    }

    /** So that every strategy has signals among random prices. */
    @SuppressWarnings("NullAway") // a class file does not tell that the map may hold nulls
    private static MarketFilters anyConviction() {
        var off = new HashMap<String, @Nullable Object>();
        off.put("min_conviction", null);
        off.put("max_conviction", null);
        return new MarketFilters(off);
    }

    private static double seconds(LongSupplier work) {
        long started = System.nanoTime();
        long seen = work.getAsLong();
        double seconds = (System.nanoTime() - started) / 1e9;
        if (seen == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return seconds;
    }
}
