package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;
import prescient.local.cycle.CycleClient;
import prescient.local.cycle.CycleRequest;
import prescient.local.cycle.CycleSummary;
import prescient.local.cycle.ForecastSummary;

/** Runs cycles on a suite and tells what came of them. One thread. */
final class Trading {

    private final Suite suite;
    private final CycleRequest request;
    private final boolean asJson;
    private final Progress progress;
    private final CycleClient client;

    Trading(Suite suite, CycleRequest request, boolean asJson, Progress progress) {
        this.suite = suite;
        this.request = request;
        this.asJson = asJson;
        this.progress = progress;
        this.client = new CycleClient(suite.url(ServiceName.TRADE), suite.tokens(), suite.clock());
    }

    /** One trading cycle, then one of forecasts, their results as one JSON document; the exit code. */
    int once() throws InterruptedException {
        progress.say("a trading cycle runs");
        var cycle = client.run(request);
        progress.say(CycleSummary.line(cycle));
        var summary = CycleSummary.of(cycle);
        var forecast = forecast();
        summary.set("forecast", ForecastSummary.of(forecast));
        addStartup(summary);
        Output.json(summary);
        boolean traded = explain(cycle);
        boolean forecasted = explainForecast(forecast);
        return traded && forecasted ? 0 : LauncherProblem.FAILED;
    }

    /** A forecast cycle needs PostgreSQL. Whatever becomes of it, the trading cycle's result is told. */
    private JsonNode forecast() throws InterruptedException {
        if (suite.databaseReadyAfter().isZero()) {
            return ForecastSummary.none("skipped", "PostgreSQL does not answer, and forecast cycles are kept there");
        }
        progress.say("a forecast cycle runs");
        try {
            var cycle = CycleClient.ofForecasts(suite.url(ServiceName.FORECAST), suite.tokens(), suite.clock())
                    .run();
            progress.say(ForecastSummary.line(cycle));
            return cycle;
        } catch (LauncherProblem problem) {
            return ForecastSummary.none("failed", problem.message() + " " + problem.nextStep());
        }
    }

    private boolean explainForecast(JsonNode cycle) {
        if ("skipped".equals(cycle.path("status").asText())) {
            progress.say("no forecast cycle: " + cycle.path("message").asText());
            return true;
        }
        return explain(cycle);
    }

    /** A cycle every {@code interval} until {@code count} have run; 0 when all of them completed. */
    int repeat(int count, Duration interval) throws InterruptedException {
        var failed = false;
        for (var number = 1; number <= count; number++) {
            var started = System.nanoTime();
            failed |= !runOne(number == 1);
            if (number < count) {
                var elapsed = Duration.ofNanos(System.nanoTime() - started);
                Thread.sleep(Math.max(0, interval.minus(elapsed).toMillis()));
            }
        }
        return failed ? LauncherProblem.FAILED : 0;
    }

    /** A cycle that is refused ends the command only if it is the first: then its options are wrong. */
    private boolean runOne(boolean first) throws InterruptedException {
        try {
            var cycle = client.run(request);
            if (asJson) {
                Output.jsonLine(CycleSummary.of(cycle));
            } else {
                Output.line(CycleSummary.line(cycle));
            }
            return explain(cycle);
        } catch (LauncherProblem problem) {
            if (first) {
                throw problem;
            }
            progress.say(problem.message() + "; " + problem.nextStep());
            return false;
        }
    }

    private boolean explain(JsonNode cycle) {
        var failure = CycleSummary.failure(cycle);
        if (!failure.isEmpty()) {
            progress.say("the cycle failed, " + failure + "; look at the logs in "
                    + suite.folder().logs());
        }
        return failure.isEmpty();
    }

    private void addStartup(ObjectNode summary) {
        var startup = summary.putObject("startup");
        var urls = summary.objectNode();
        urls.put("gateway", suite.gatewayUrl());
        for (var service : ServiceName.values()) {
            var entry = startup.putObject(service.moduleName());
            entry.put("ready_seconds", Progress.seconds(suite.readyAfter(service)));
            suite.residentMb(service).ifPresent(megabytes -> entry.put("resident_mb", megabytes));
            urls.put(service.moduleName(), suite.url(service));
        }
        summary.put("database_ready_seconds", Progress.seconds(suite.databaseReadyAfter()));
        summary.set("urls", urls);
    }
}
