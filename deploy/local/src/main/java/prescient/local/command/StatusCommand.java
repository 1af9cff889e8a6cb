package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import prescient.local.LauncherProblem;
import prescient.local.state.RunState;
import prescient.local.state.Tokens;

/** Says what runs. */
@Command(name = "status", description = "Say what runs and how it is.")
final class StatusCommand implements Callable<Integer> {

    /** Per cent of the disk that may be used before somebody should make room; S1 and S4 ask for it. */
    private static final long FULL = 80;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        var folder = common.folder();
        var state = RunState.read(folder).filter(known -> known.launcher().isAlive());
        if (state.isEmpty()) {
            throw new LauncherProblem(
                    "NOT_RUNNING", "No suite runs on " + folder.root() + ".", "Start one: ./prescient up.");
        }
        var report = new StatusReport(state.get(), Tokens.of(folder), folder.root()).read();
        if (common.json) {
            Output.json(report);
        } else {
            print(report);
        }
        return report.path("ready").asBoolean() ? 0 : LauncherProblem.FAILED;
    }

    private static void print(ObjectNode report) {
        Output.line("gateway   " + report.path("gateway_url").asText());
        Output.line("launcher  process %s since %s"
                .formatted(
                        report.at("/launcher/pid").asText(),
                        report.at("/launcher/started_at").asText()));
        Output.line("");
        Output.line("%-24s%-10s%8s%8s%8s%10s".formatted("", "state", "pid", "port", "MiB", "restarts"));
        report.path("processes")
                .forEach(entry -> Output.line("%-24s%-10s%8s%8s%8s%10s"
                        .formatted(
                                entry.path("name").asText(),
                                entry.path("state").asText(),
                                entry.path("pid").asText("-"),
                                entry.path("port").asText("-"),
                                entry.path("resident_mb").asText("-"),
                                entry.path("restarts").asText("-"))));
        printDisk(report.path("disk"));
        Output.line("");
        printTrading(report.path("trading"));
        Output.line("");
        CutoverTable.print(report.path("cutover"));
    }

    private static void printDisk(JsonNode disk) {
        if (disk.has("used_percent")) {
            var used = disk.path("used_percent").asLong();
            Output.line("%-10s%s %% used%s"
                    .formatted(
                            "disk",
                            used,
                            used > FULL ? ", more than " + FULL + ": see the runbook, The disk fills" : ""));
        }
    }

    private static void printTrading(JsonNode trading) {
        if (trading.isNull()) {
            Output.line("trade-service does not tell the trading status");
            return;
        }
        Output.line("trading   %s, %s of %s services online"
                .formatted(
                        trading.path("system_health").asText("?"),
                        trading.at("/health_summary/online_components").asText("?"),
                        trading.at("/health_summary/total_components").asText("?")));
        if (trading.path("trading_stopped").asBoolean()) {
            Output.line("STOPPED   no position is opened; ./prescient release-trading lets trading go on");
        }
        var last = trading.path("last_cycle");
        if (last.isObject()) {
            Output.line("last      %s, %s"
                    .formatted(
                            last.path("cycle_id").asText(), last.path("status").asText()));
        }
        for (var incident : trading.path("incidents")) {
            Output.line("incident  %s since %s, %s"
                    .formatted(
                            incident.path("level").asText(),
                            incident.path("opened_at").asText(),
                            incident.path("summary").asText()));
        }
        trading.path("alerts").forEach(alert -> Output.line("alert     " + alert.asText()));
    }
}
