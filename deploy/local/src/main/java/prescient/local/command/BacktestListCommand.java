package prescient.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The backtests there are. */
@Command(name = "list", description = "List backtests, the newest first.")
final class BacktestListCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--limit", paramLabel = "N", description = "Most lines, 1 to 1000; ${DEFAULT-VALUE}.")
    int limit = 100;

    @Override
    public Integer call() throws InterruptedException {
        return BacktestSession.running(common, backtests -> {
            backtests.tell(backtests.list(limit), BacktestReport::printList);
            return 0;
        });
    }
}
