package prescient.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import prescient.local.LauncherProblem;

/** Sends a test over every channel that is on. */
@Command(name = "test", description = "Send a test over every channel that is on, and say what came of it.")
final class NotificationsTestCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> {
            var results = suite.api().done("POST", "/notifications/test", null, "Nothing was sent");
            boolean failed = false;
            boolean delivered = false;
            for (var result : results) {
                var outcome = result.path("outcome").asText();
                failed |= outcome.equals("failed");
                delivered |= outcome.equals("delivered");
                if (!common.json) {
                    var error = result.path("error").asText("");
                    Output.line("%-9s %s%s"
                            .formatted(
                                    result.path("channel").asText(),
                                    outcome,
                                    result.hasNonNull("error") ? ": " + error : ""));
                }
            }
            if (common.json) {
                Output.json(results);
            }
            return !failed && delivered ? 0 : LauncherProblem.FAILED;
        });
    }
}
