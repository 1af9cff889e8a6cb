package prescient.local.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.command.Lookup.Fields;

/** What was traded, by cycles or by the desk. */
@Command(
        name = "trades",
        description = "List the trades of a portfolio or of the desk, the newest first.",
        sortOptions = false)
final class TradesCommand implements Callable<Integer> {

    private static final Fields OF_PORTFOLIO = Fields.of(
            "trades",
            "trade_id",
            "timestamp",
            "status",
            "action",
            "amount",
            "shares",
            "entry_price",
            "fee",
            "exit_price",
            "realized_pnl",
            "market_question");
    private static final Fields OF_DESK = Fields.of(
            "items",
            "trade_id",
            "requested_at",
            "status",
            "environment",
            "ticker",
            "side",
            "opened_count",
            "entry_price",
            "exit_price",
            "pnl",
            "reason");
    private static final Fields WATCHED = Fields.of(
            "items",
            "trade_id",
            "ticker",
            "side",
            "held",
            "entry_price",
            "close_price",
            "pnl",
            "probability",
            "close_seconds",
            "stop_rule",
            "evaluated_at");

    /** Whose trades. */
    enum Of {
        PORTFOLIO,
        DESK,
        WATCHED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(
            names = "--of",
            paramLabel = "WHOSE",
            description = "${COMPLETION-CANDIDATES} (what the desk holds now, with its feeds); ${DEFAULT-VALUE}.")
    Of of = Of.PORTFOLIO;

    @Option(names = "--portfolio", paramLabel = "N", description = "Which portfolio; all when left out.")
    @Nullable Integer portfolio;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only those of this status.")
    @Nullable String status;

    @Option(names = "--limit", paramLabel = "N", description = "Most rows, 1 to 1000; ${DEFAULT-VALUE}.")
    int limit = 100;

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> switch (of) {
            case PORTFOLIO ->
                Lookup.tell(
                        common,
                        list("/paper-trading/history")
                                .with("portfolio_id", portfolio)
                                .of(suite),
                        OF_PORTFOLIO);
            case DESK -> Lookup.tell(common, list("/desk/trades").of(suite), OF_DESK);
            case WATCHED -> Lookup.tell(common, Lookup.at("/desk/active-trades").of(suite), WATCHED);
        });
    }

    private Lookup list(String path) {
        return Lookup.at(path).with("status", status).with("limit", limit);
    }
}
