package prescient.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a backtest where it stands. */
@Command(name = "cancel", description = "End a backtest; what its finished variants brought is kept.")
final class BacktestCancelCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "ID", description = "Of the backtest.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required
    String id;

    @Override
    public Integer call() throws InterruptedException {
        return BacktestSession.running(common, backtests -> {
            backtests.tell(backtests.cancel(id), BacktestReport::printCancelled);
            return 0;
        });
    }
}
