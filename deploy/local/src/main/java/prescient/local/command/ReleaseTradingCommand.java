package prescient.local.command;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets positions be opened again. */
@Command(
        name = "release-trading",
        description = "Let positions be opened again after stop-trading.",
        sortOptions = false)
final class ReleaseTradingCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    String reason = "asked for on the command line";

    @Option(names = "--id", paramLabel = "ID", description = "Of the order; repeated with it, nothing is done twice.")
    @Nullable String id;

    @Override
    public Integer call() throws InterruptedException {
        var body = Output.object()
                .put("id", id == null ? UUID.randomUUID().toString() : id)
                .put("reason", reason);
        return SuiteSession.running(common, suite -> {
            var taken = suite.api().done("POST", "/kill-switch/release", body, "The kill switch refuses");
            if (common.json) {
                Output.json(taken);
            } else {
                Output.line("positions may be opened again");
            }
            return 0;
        });
    }
}
