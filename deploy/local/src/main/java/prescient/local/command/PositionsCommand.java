package prescient.local.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.command.Lookup.Fields;

/** What a portfolio holds and held. */
@Command(name = "positions", description = "List the positions of a portfolio, the newest first.", sortOptions = false)
final class PositionsCommand implements Callable<Integer> {

    static final Fields SHOWN = Fields.of(
            "items",
            "trade_id",
            "status",
            "action",
            "shares",
            "entry_price",
            "last_price",
            "exit_price",
            "cost",
            "current_pnl",
            "realized_pnl",
            "market_question");

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--portfolio", paramLabel = "N", description = "Which portfolio; ${DEFAULT-VALUE}.")
    int portfolio = 1;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only open, closed or settled ones.")
    @Nullable String status;

    @Option(names = "--market", paramLabel = "ID", description = "Only those in this market.")
    @Nullable String market;

    @Option(names = "--limit", paramLabel = "N", description = "Most rows, 1 to 1000; ${DEFAULT-VALUE}.")
    int limit = 100;

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(
                common,
                suite -> Lookup.tell(
                        common,
                        Lookup.at("/portfolios/%s/positions", Integer.toString(portfolio))
                                .with("status", status)
                                .with("market_id", market)
                                .with("limit", limit)
                                .of(suite),
                        SHOWN));
    }
}
