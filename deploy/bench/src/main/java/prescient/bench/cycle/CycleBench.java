package prescient.bench.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import prescient.bench.Api;
import prescient.bench.Medians;
import prescient.bench.Settings;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;
import prescient.local.cycle.CycleClient;
import prescient.local.cycle.CycleRequest;

/**
 * Trading cycles over the whole catalogue. The first one meets an empty database and services that have just started.
 * The others each trade on a new portfolio that can pay for every signal, at prices that moved on since the last one.
 */
public final class CycleBench {

    /** How far the venue's clock is moved before each cycle: nearly every price has changed by then. */
    private static final Duration PRICES_MOVE = Duration.ofMinutes(30);

    private final Suite suite;
    private final Settings settings;
    private final Progress progress;
    private final Api api;

    public CycleBench(Suite suite, Settings settings, Progress progress) {
        this.suite = suite;
        this.api = new Api(suite.tokens());
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * One cycle.
     *
     * @param seconds from the request to its answer
     * @param stepSeconds by step, in the order they ran
     */
    public record Cycle(
            double seconds, Map<String, Double> stepSeconds, int markets, int snapshots, int signals, int executed) {}

    /** The first cycle, and the later ones. */
    public record Result(Cycle cold, List<Cycle> warm) {

        /** Median seconds of the later cycles. */
        public double seconds() {
            return Medians.of(warm.stream().map(Cycle::seconds).toList());
        }

        /** Median seconds of a step over the later cycles. */
        public double stepSeconds(String step) {
            return Medians.of(warm.stream()
                    .map(cycle -> cycle.stepSeconds().getOrDefault(step, 0.0))
                    .toList());
        }
    }

    /** Measures; the suite must be fresh for the first cycle to be a cold one. */
    public Result run() throws InterruptedException {
        var client = new CycleClient(suite.url(ServiceName.TRADE), suite.tokens(), suite.clock());
        var cold = cycle(client, 1);
        progress.say("cycle: first one %.2f s".formatted(cold.seconds()));
        var warm = new ArrayList<Cycle>();
        for (int i = 1; i <= settings.rounds(); i++) {
            movePrices(i);
            int portfolio = api.newPortfolio(suite.url(ServiceName.PORTFOLIO), "bench-cycle-" + i, "10000000.00");
            var cycle = cycle(client, portfolio);
            progress.say("cycle: %.2f s, %d trades".formatted(cycle.seconds(), cycle.executed()));
            warm.add(cycle);
        }
        return new Result(cold, warm);
    }

    private void movePrices(int times) throws InterruptedException {
        var venue = suite.venueSim().orElseThrow(() -> new IllegalStateException("the benchmark needs the simulator"));
        var at = suite.clock().instant().plus(PRICES_MOVE.multipliedBy(times));
        api.post(
                venue.url() + "/sim/clock",
                JsonNodeFactory.instance.objectNode().put("at", at.toString()));
    }

    private static Cycle cycle(CycleClient client, int portfolio) throws InterruptedException {
        var defaults = CycleRequest.defaults();
        var request = new CycleRequest(portfolio, defaults.strategy(), defaults.parameters(), defaults.filters());
        long start = System.nanoTime();
        var cycle = client.run(request);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!cycle.path("status").asText().equals("completed")) {
            throw new IllegalStateException("the cycle did not complete: " + cycle);
        }
        return parsed(cycle, seconds);
    }

    private static Cycle parsed(JsonNode cycle, double seconds) {
        var steps = new LinkedHashMap<String, Double>();
        var counts = new LinkedHashMap<String, Integer>();
        for (var step : cycle.path("steps")) {
            steps.put(step.path("name").asText(), step.path("duration_ms").asDouble() / 1000);
            step.path("counts")
                    .properties()
                    .forEach(
                            count -> counts.put(count.getKey(), count.getValue().asInt()));
        }
        return new Cycle(
                seconds,
                steps,
                counts.getOrDefault("catalogue_markets", 0),
                counts.getOrDefault("snapshots", 0),
                counts.getOrDefault("signals", 0),
                counts.getOrDefault("executed", 0));
    }
}
