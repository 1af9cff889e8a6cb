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

/** Runs trading cycles on a suite and tells what came of them. One thread. */
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

    /** One cycle, its result as one JSON document; the exit code. */
    int once() throws InterruptedException {
        progress.say("a trading cycle runs");
        var cycle = client.run(request);
        progress.say(CycleSummary.line(cycle));
        var summary = CycleSummary.of(cycle);
        addStartup(summary);
        Output.json(summary);
        return explain(cycle) ? 0 : LauncherProblem.FAILED;
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
