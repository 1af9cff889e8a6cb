package prescient.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prescient.local.command.Lookup.Fields;

/** One market: what it costs, what it cost, and what we hold and thought of it. */
@Command(
        name = "market",
        description = "Show one market: its quote, history, positions and signals.",
        sortOptions = false)
final class MarketCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(arity = "1", paramLabel = "ID", description = "The market; ./prescient markets lists them.")
    String id = "";

    @Option(names = "--portfolio", paramLabel = "N", description = "Whose positions; ${DEFAULT-VALUE}.")
    int portfolio = 1;

    @Option(names = "--limit", paramLabel = "N", description = "Most rows of each list, 1 to 1000; ${DEFAULT-VALUE}.")
    int limit = 20;

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> {
            var whole = Output.object();
            var market = (ObjectNode) Lookup.at("/markets/%s", id).of(suite);
            // The venue's own words, which the API has for whoever needs them.
            market.remove("market_data");
            whole.set("market", market);
            var quotes = Lookup.at("/prices").with("market_id", id).of(suite);
            whole.set("quotes", quotes.path("quotes"));
            set(whole, "history", Lookup.at("/markets/%s/history", id), suite);
            set(
                    whole,
                    "positions",
                    Lookup.at("/portfolios/%s/positions", Integer.toString(portfolio))
                            .with("market_id", id),
                    suite);
            set(whole, "signals", Lookup.at("/signals").with("market_id", id), suite);
            return Lookup.tell(
                    common,
                    whole,
                    new Fields("positions", PositionsCommand.SHOWN.names()),
                    new Fields("signals", SignalsCommand.SHOWN.names()));
        });
    }

    private void set(ObjectNode whole, String name, Lookup list, SuiteSession suite) throws InterruptedException {
        whole.set(name, list.with("limit", limit).of(suite).path("items"));
    }
}
