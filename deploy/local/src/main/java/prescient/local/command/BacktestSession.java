package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.api.ApiClient;

/** The backtests of the suite that runs on a data folder. One thread. */
final class BacktestSession {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Set<String> ENDED = Set.of("done", "failed", "cancelled");

    private final ApiClient api;
    private final boolean asJson;

    private BacktestSession(ApiClient api, boolean asJson) {
        this.api = api;
        this.asJson = asJson;
    }

    /** What a command does with them; answers its exit code. */
    @FunctionalInterface
    interface Work {
        int on(BacktestSession backtests) throws InterruptedException;
    }

    /** Works on the suite that runs; refuses when none does. */
    static int running(CommonOptions common, Work work) throws InterruptedException {
        return SuiteSession.running(common, suite -> work.on(new BacktestSession(suite.api(), common.json)));
    }

    /** Asks for one; a repeat under the same id answers how it stands. */
    JsonNode ask(ObjectNode request) throws InterruptedException {
        return done("POST", "", request);
    }

    /** Waits until it has ended, telling how far it is; answers the whole of it. */
    JsonNode ended(String id, Progress progress) throws InterruptedException {
        var told = "";
        while (true) {
            var report = one(id);
            var backtest = report.path("backtest");
            if (ENDED.contains(backtest.path("status").asText())) {
                return report;
            }
            var line = BacktestReport.progress(backtest);
            if (!line.equals(told)) {
                progress.say(line);
                told = line;
            }
            Thread.sleep(PAUSE);
        }
    }

    JsonNode one(String id) throws InterruptedException {
        return done("GET", "/" + Lookup.encoded(id), null);
    }

    JsonNode list(int limit) throws InterruptedException {
        return done("GET", "?limit=" + limit, null);
    }

    JsonNode compare(List<String> ids) throws InterruptedException {
        return done("GET", "/compare?ids=" + ids.stream().map(Lookup::encoded).collect(Collectors.joining(",")), null);
    }

    JsonNode cancel(String id) throws InterruptedException {
        return done("POST", "/" + Lookup.encoded(id) + "/cancel", null);
    }

    JsonNode trades(String id, int variant, int limit) throws InterruptedException {
        return done("GET", "/%s/trades?variant=%d&limit=%d".formatted(Lookup.encoded(id), variant, limit), null);
    }

    JsonNode equity(String id, int variant) throws InterruptedException {
        return done("GET", "/%s/equity?variant=%d".formatted(Lookup.encoded(id), variant), null);
    }

    /** As the document it is, or as lines. */
    void tell(JsonNode answer, Consumer<JsonNode> lines) {
        if (asJson) {
            Output.json(answer);
        } else {
            lines.accept(answer);
        }
    }

    private JsonNode done(String method, String path, @Nullable ObjectNode body) throws InterruptedException {
        return api.done(method, "/backtests" + path, body, "signal-service refuses");
    }

    /** The exit code of a backtest that has ended. */
    static int exitCode(JsonNode backtest) {
        return "done".equals(backtest.path("status").asText()) ? 0 : LauncherProblem.FAILED;
    }
}
