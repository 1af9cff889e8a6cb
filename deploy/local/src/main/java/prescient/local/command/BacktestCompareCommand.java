package prescient.local.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Backtests side by side. */
@Command(name = "compare", description = "Put the results of up to 20 backtests side by side.")
final class BacktestCompareCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "ID", arity = "1..20", description = "Of the backtests, in the order they are shown.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required
    List<String> ids;

    @Override
    public Integer call() throws InterruptedException {
        return BacktestSession.running(common, backtests -> {
            backtests.tell(backtests.compare(ids), BacktestReport::printComparison);
            return 0;
        });
    }
}
