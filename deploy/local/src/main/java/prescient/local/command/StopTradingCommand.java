package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.LauncherProblem;

/** The kill switch, or what it would do. */
@Command(
        name = "stop-trading",
        description = "Stop opening positions at once; cancel and sell, too, if wanted.",
        sortOptions = false)
final class StopTradingCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--cancel", description = "Cancel opening orders that are under way.")
    boolean cancel;

    @Option(names = "--flatten", description = "Sell everything that is held, at what the exchange gives.")
    boolean flatten;

    @Option(names = "--keep-entries", description = "Do not stop entries: only cancel or flatten, once.")
    boolean keepEntries;

    @Option(names = "--dry-run", description = "Only say what would be cancelled and sold, at what value.")
    boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    String reason = "asked for on the command line";

    @Option(names = "--id", paramLabel = "ID", description = "Of the order; repeated with it, nothing is done twice.")
    @Nullable String id;

    @Override
    public Integer call() throws InterruptedException {
        var body = Output.object();
        var actions = body.putArray("actions");
        wanted(actions);
        if (actions.isEmpty()) {
            throw new LauncherProblem(
                    "USAGE",
                    "Nothing is to be done: --keep-entries goes with --cancel or --flatten.",
                    "./prescient stop-trading --help lists the options.",
                    LauncherProblem.USAGE);
        }
        return SuiteSession.running(common, suite -> {
            if (dryRun) {
                tell(ordered(suite, "/preview", body), StopTradingCommand::print);
                return 0;
            }
            body.put("id", id == null ? UUID.randomUUID().toString() : id).put("reason", reason);
            tell(ordered(suite, "", body), StopTradingCommand::printTaken);
            return 0;
        });
    }

    private static JsonNode ordered(SuiteSession suite, String verb, ObjectNode body) throws InterruptedException {
        return suite.api().done("POST", "/kill-switch" + verb, body, "The kill switch refuses");
    }

    private void wanted(ArrayNode actions) {
        if (!keepEntries) {
            actions.add("stop_entries");
        }
        if (cancel) {
            actions.add("cancel_orders");
        }
        if (flatten) {
            actions.add("flatten");
        }
    }

    /** As the document it is, or as lines. */
    private void tell(JsonNode answer, Consumer<JsonNode> lines) {
        if (common.json) {
            Output.json(answer);
        } else {
            lines.accept(answer);
        }
    }

    private static void print(JsonNode preview) {
        Output.line(preview.path("stops_entries").asBoolean() ? "no position would be opened" : "entries would go on");
        for (var order : preview.path("cancels")) {
            Output.line("cancel    %-6s %s, %s: %s dollars"
                    .formatted(
                            order.path("part").asText(),
                            order.path("order_id").asText(),
                            order.path("market").asText(),
                            order.path("amount").asText()));
        }
        for (var position : preview.path("closes")) {
            Output.line("sell      %-6s %s, %s %s of %s: cost %s, would bring %s"
                    .formatted(
                            position.path("part").asText(),
                            position.path("trade_id").asText(),
                            position.path("count").asText(),
                            position.path("side").asText(),
                            position.path("market").asText(),
                            position.path("cost").asText(),
                            position.path("value").asText("?")));
        }
        Output.line("%s orders cancelled, %s positions sold for about %s dollars (cost %s); %s without a known price"
                .formatted(
                        preview.path("cancel_count").asText(),
                        preview.path("close_count").asText(),
                        preview.path("value").asText(),
                        preview.path("cost").asText(),
                        preview.path("unvalued").asText()));
        preview.path("unreadable").forEach(part -> Output.line("unknown   " + part.asText()));
    }

    private static void printTaken(JsonNode taken) {
        Output.line(taken.path("stopped").asBoolean() ? "no position is opened any more" : "entries go on");
        Output.line("order     " + taken.at("/order/id").asText() + "; ./prescient status says how trading stands");
        if (!taken.path("durable").asBoolean()) {
            Output.line("warning   a restart of trade-service forgets this until PostgreSQL answers");
        }
    }
}
