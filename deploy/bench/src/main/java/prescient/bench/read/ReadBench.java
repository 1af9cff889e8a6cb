package prescient.bench.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import prescient.bench.Medians;
import prescient.bench.Settings;
import prescient.bench.load.Connection;
import prescient.bench.load.Load;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;

/** Reads of two services, each beside the bare health endpoint of the same service. */
public final class ReadBench {

    /** More than are ever under way at half load, so the schedule is kept. */
    private static final int OPEN_CONNECTIONS = 64;

    private static final List<Target> TARGETS = List.of(
            new Target(ServiceName.TRADE, "/q/health/live", true),
            new Target(ServiceName.TRADE, "/paper-trading/history?limit=10", false),
            new Target(ServiceName.PORTFOLIO, "/q/health/live", true),
            new Target(ServiceName.PORTFOLIO, "/paper-trading/portfolio", false));

    private final Suite suite;
    private final Settings settings;
    private final Progress progress;

    public ReadBench(Suite suite, Settings settings, Progress progress) {
        this.suite = suite;
        this.settings = settings;
        this.progress = progress;
    }

    /** What is read; {@code bare} is the endpoint that the others are compared with. */
    private record Target(ServiceName service, String path, boolean bare) {}

    /**
     * Medians over the rounds.
     *
     * @param bare true for the health endpoint
     * @param perSecond answers a second at full speed
     * @param offered requests a second at half load
     * @param p50Ms median latency at half load, from when a request was due
     * @param p99Ms its 99th percentile
     */
    public record Result(
            String service, String path, boolean bare, double perSecond, double offered, double p50Ms, double p99Ms) {}

    /** Measures: full speed in turns first, then half of it in turns. */
    public List<Result> run() throws InterruptedException {
        for (var target : TARGETS) {
            closed(target, settings.warmUpSeconds());
        }
        var full = new ArrayList<List<Double>>();
        TARGETS.forEach(target -> full.add(new ArrayList<>()));
        for (int round = 1; round <= settings.rounds(); round++) {
            progress.say("reads: round %d at full speed".formatted(round));
            for (int i = 0; i < TARGETS.size(); i++) {
                full.get(i).add(closed(TARGETS.get(i), settings.readSeconds()));
            }
        }
        var half = new ArrayList<List<Latency>>();
        TARGETS.forEach(target -> half.add(new ArrayList<>()));
        for (int round = 1; round <= settings.rounds(); round++) {
            progress.say("reads: round %d at half load".formatted(round));
            for (int i = 0; i < TARGETS.size(); i++) {
                half.get(i).add(open(TARGETS.get(i), Medians.of(full.get(i)) / 2));
            }
        }
        var results = new ArrayList<Result>();
        for (int i = 0; i < TARGETS.size(); i++) {
            results.add(result(TARGETS.get(i), Medians.of(full.get(i)), half.get(i)));
        }
        return results;
    }

    private record Latency(double p50Ms, double p99Ms) {}

    private static Result result(Target target, double perSecond, List<Latency> half) {
        return new Result(
                target.service.moduleName(),
                target.path,
                target.bare,
                perSecond,
                perSecond / 2,
                Medians.of(half.stream().map(Latency::p50Ms).toList()),
                Medians.of(half.stream().map(Latency::p99Ms).toList()));
    }

    private double closed(Target target, int seconds) throws InterruptedException {
        return load(target)
                .closed(settings.clients(), Duration.ofSeconds(seconds))
                .requireSuccess(target.path)
                .rate();
    }

    private Latency open(Target target, double perSecond) throws InterruptedException {
        var result = load(target)
                .open(perSecond, OPEN_CONNECTIONS, Duration.ofSeconds(settings.readSeconds()))
                .requireSuccess(target.path);
        return new Latency(result.percentileMs(50), result.percentileMs(99));
    }

    private Load load(Target target) {
        var request = Connection.get(target.path, suite.tokens().operator());
        return new Load(suite.ports().of(target.service), () -> request);
    }
}
