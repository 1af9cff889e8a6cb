package prescient.local.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prescient.local.command.Lookup.Fields;

/** What strategies advised and what became of it. */
@Command(
        name = "signals",
        description = "Say what strategies advised and, where nothing was traded, why not.",
        sortOptions = false)
final class SignalsCommand implements Callable<Integer> {

    static final Fields SHOWN = Fields.of(
            "items",
            "signal_id",
            "generated_at",
            "status",
            "outcome_reason",
            "trade_id",
            "strategy",
            "action",
            "target_price",
            "amount",
            "confidence",
            "market_question");
    private static final Fields ARCHIVES = Fields.of("archives", "id", "archived_at", "archive_month", "signals_count");

    /** What is asked for. */
    enum Question {
        LIST,
        ARCHIVES,
        ENTRY,
        DECISIONS,
        STRATEGIES;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "QUESTION",
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} when left out. Entry and decisions are of"
                    + " automatic entry.")
    Question question = Question.LIST;

    @Option(names = "--portfolio", paramLabel = "N", description = "Of a list: only signals for this portfolio.")
    @Nullable Integer portfolio;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Of a list: only generated, claimed, executed, denied or expired ones.")
    @Nullable String status;

    @Option(names = "--run", paramLabel = "ID", description = "Of a list: only signals of this run, like a cycle.")
    @Nullable String run;

    @Option(names = "--market", paramLabel = "ID", description = "Of a list: only signals for this market.")
    @Nullable String market;

    @Option(names = "--limit", paramLabel = "N", description = "Most rows, 1 to 1000; 100, or 5 archives.")
    @Nullable Integer limit;

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> switch (question) {
            case LIST ->
                Lookup.tell(
                        common,
                        Lookup.at("/signals")
                                .with("portfolio_id", portfolio)
                                .with("status", status)
                                .with("run_id", run)
                                .with("market_id", market)
                                .with("limit", rows(100))
                                .of(suite),
                        SHOWN);
            case ARCHIVES -> archives(suite);
            case ENTRY -> Lookup.tell(common, Lookup.at("/entry/status").of(suite));
            case DECISIONS ->
                Lookup.tell(
                        common,
                        Lookup.at("/entry/decisions").with("limit", rows(100)).of(suite));
            case STRATEGIES -> Lookup.tell(common, Lookup.at("/strategies").of(suite));
        });
    }

    /** A bare list, which the table takes with a name; its signals are in the JSON only. */
    private int archives(SuiteSession suite) throws InterruptedException {
        var found = Output.object();
        found.set(
                "archives",
                Lookup.at("/trading/signal-archives").with("limit", rows(5)).of(suite));
        return Lookup.tell(common, found, ARCHIVES);
    }

    private int rows(int usual) {
        return limit == null ? usual : limit;
    }
}
