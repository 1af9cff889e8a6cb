package prescient.local.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A backtest, its trades, or what it was worth over time. */
@Command(name = "show", description = "Say how a backtest stands and what each of its variants brought.")
final class BacktestShowCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "ID", description = "Of the backtest.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required
    String id;

    @ArgGroup
    @Nullable Part part;

    /** One of them. */
    static final class Part {

        @Option(names = "--trades", description = "The trades of a variant, in the order of opening.")
        boolean trades;

        @Option(names = "--equity", description = "What a variant was worth over time.")
        boolean equity;
    }

    @Option(names = "--variant", paramLabel = "N", description = "Whose trades or worth; ${DEFAULT-VALUE}.")
    int variant;

    @Option(names = "--limit", paramLabel = "N", description = "Most trades, 1 to 1000; ${DEFAULT-VALUE}.")
    int limit = 100;

    @Override
    public Integer call() throws InterruptedException {
        return BacktestSession.running(common, backtests -> {
            if (part == null) {
                backtests.tell(backtests.one(id), BacktestReport::print);
            } else if (part.trades) {
                backtests.tell(backtests.trades(id, variant, limit), BacktestReport::printTrades);
            } else {
                backtests.tell(backtests.equity(id, variant), BacktestReport::printEquity);
            }
            return 0;
        });
    }
}
