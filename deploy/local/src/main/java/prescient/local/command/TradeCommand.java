package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One trade from its signal to the books. */
@Command(
        name = "trade",
        description = "Show one trade: its signal, orders, fills, position and ledger entries.",
        sortOptions = false)
final class TradeCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(arity = "1", paramLabel = "ID", description = "The trade; ./prescient trades lists them.")
    String id = "";

    @Option(names = "--desk", description = "A trade of the desk: its orders, fills and messages.")
    boolean desk;

    @Option(names = "--evidence", description = "With --desk: the book that its orders on the paper exchange consumed.")
    boolean evidence;

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> Lookup.tell(common, desk ? ofDesk(suite) : ofPortfolio(suite)));
    }

    private ObjectNode ofPortfolio(SuiteSession suite) throws InterruptedException {
        var trade = Lookup.at("/trades/%s", id).of(suite);
        var whole = Output.object();
        whole.set("trade", trade);
        whole.set("signal", trade.hasNonNull("signal_id") ? first(signal(trade, suite)) : null);
        whole.set("position", first(position(trade, suite)));
        var trail = Lookup.at("/trades/%s/orders", id).of(suite);
        whole.set("orders", trail.path("orders"));
        whole.set("fills", trail.path("fills"));
        whole.set(
                "ledger",
                Lookup.at("/ledger/entries").with("trade_id", id).of(suite).path("items"));
        return whole;
    }

    private static JsonNode signal(JsonNode trade, SuiteSession suite) throws InterruptedException {
        return Lookup.at("/signals")
                .with("signal_id", trade.path("signal_id").asText())
                .of(suite);
    }

    private static JsonNode position(JsonNode trade, SuiteSession suite) throws InterruptedException {
        return Lookup.at("/portfolios/%s/positions", trade.path("portfolio_id").asText())
                .with("trade_id", trade.path("trade_id").asText())
                .of(suite);
    }

    private ObjectNode ofDesk(SuiteSession suite) throws InterruptedException {
        var whole = (ObjectNode) Lookup.at("/desk/trades/%s", id).of(suite);
        if (evidence) {
            var books = whole.putArray("evidence");
            for (var order : whole.path("orders")) {
                if (order.hasNonNull("venue_order_id")) {
                    var sent = order.path("client_order_id").asText();
                    Lookup.at("/simulation/orders/%s", sent)
                            .of(suite)
                            .path("fills")
                            .forEach(books::add);
                }
            }
        }
        return whole;
    }

    /** Null when the list has nothing. */
    private static JsonNode first(JsonNode page) {
        var found = page.at("/items/0");
        return found.isMissingNode() ? Output.object().nullNode() : found;
    }
}
