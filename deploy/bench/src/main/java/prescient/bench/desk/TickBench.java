package prescient.bench.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import prescient.bench.Api;
import prescient.bench.desk.DeskCommand.Sizes;
import prescient.bench.load.OneByOne;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;

/** The supervisor's tick in the running service, as its own meter tells it. */
final class TickBench {

    private static final String METER = "prescient_active_tick_seconds";

    /** Ticks come once a second; looked at twice as often, each is seen alone. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Suite suite;
    private final DeskTrades trades;
    private final Sizes sizes;
    private final Progress progress;
    private final Api api;

    TickBench(Suite suite, DeskTrades trades, Sizes sizes, Progress progress) {
        this.suite = suite;
        this.trades = trades;
        this.sizes = sizes;
        this.progress = progress;
        this.api = new Api(suite.tokens());
    }

    /**
     * @param active watched all the time
     * @param markets they are on
     * @param ticks that were measured
     */
    record Result(int active, int markets, int ticks, double p50Ms, double p99Ms, double longestMs) {}

    Result run() throws InterruptedException {
        progress.say("supervisor: opening trades until %d are watched".formatted(sizes.active()));
        trades.hold(sizes.active());
        trades.check();
        Thread.sleep(Duration.ofSeconds(sizes.warmUp()));
        int active = trades.active();
        progress.say("supervisor: %d trades are watched, measuring %d ticks".formatted(active, sizes.ticks()));
        var nanos = measured();
        if (trades.active() != active) {
            throw new IllegalStateException("trades ended while their ticks were measured");
        }
        return new Result(
                active,
                trades.activeMarkets(),
                nanos.size(),
                OneByOne.percentile(nanos, 0.5),
                OneByOne.percentile(nanos, 0.99),
                OneByOne.percentile(nanos, 1));
    }

    private List<Long> measured() throws InterruptedException {
        var nanos = new ArrayList<Long>();
        var before = look();
        while (nanos.size() < sizes.ticks()) {
            Thread.sleep(BETWEEN_LOOKS);
            var now = look();
            long ticks = now.count() - before.count();
            for (long tick = 0; tick < ticks; tick++) {
                nanos.add(Math.round((now.seconds() - before.seconds()) / ticks * 1e9));
            }
            before = now;
        }
        return nanos;
    }

    /** How many ticks there were, and how long they took together. */
    private record Look(long count, double seconds) {}

    private Look look() throws InterruptedException {
        var meters = api.text(suite.url(ServiceName.TRADE) + "/q/metrics");
        return new Look(Math.round(value(meters, METER + "_count")), value(meters, METER + "_sum"));
    }

    /** The value of a meter in Prometheus' text. */
    static double value(String meters, String name) {
        return meters.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the service has no meter " + name));
    }
}
