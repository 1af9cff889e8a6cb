package prescient.bench.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import prescient.bench.Api;
import prescient.bench.load.Connection;
import prescient.local.ServiceName;
import prescient.local.Suite;

/** Orders of a dollar, one after the other on one connection, each for a market of its own. */
final class PaperOrders implements AutoCloseable {

    private final Suite suite;
    private final Connection connection;
    private final List<String> markets = new ArrayList<>();
    private int next;

    /** @param wanted how many orders there will be at most */
    PaperOrders(Suite suite, Api api, int wanted) throws InterruptedException {
        this.suite = suite;
        catalogue(api, wanted);
        try {
            connection = new Connection(suite.ports().of(ServiceName.TRADE));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void catalogue(Api api, int wanted) throws InterruptedException {
        var url = suite.url(ServiceName.MARKET_INGEST);
        api.post(url + "/ingest/runs", new ObjectMapper().createObjectNode().put("run_id", "bench"));
        var cursor = "";
        while (markets.size() < wanted) {
            var page = api.get(url + "/markets?limit=1000" + cursor);
            page.path("items").forEach(market -> {
                if (isOpen(market)) {
                    markets.add(market.path("market_id").asText());
                }
            });
            if (!page.path("next_cursor").isTextual()) {
                break;
            }
            cursor = "&cursor=" + page.path("next_cursor").asText();
        }
        if (markets.size() < wanted) {
            throw new IllegalStateException(markets.size() + " open markets are too few for " + wanted + " orders");
        }
    }

    private static boolean isOpen(JsonNode market) {
        return market.path("yes_price").isNumber()
                && market.path("yes_price").decimalValue().signum() > 0
                && !market.path("closed").asBoolean();
    }

    /** Nanoseconds of each of {@code count} orders, with a pause after each. */
    long[] timed(int count, Duration pause) throws InterruptedException {
        var nanos = new long[count];
        try {
            for (int order = 0; order < count; order++) {
                var request = order(next, markets.get(next));
                long began = System.nanoTime();
                int status = connection.exchange(request);
                nanos[order] = System.nanoTime() - began;
                next++;
                if (status != 200) {
                    throw new IllegalStateException("an order was answered " + status + ": " + connection.body());
                }
                Thread.sleep(pause);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return nanos;
    }

    private byte[] order(int number, String market) {
        return Connection.post("/paper-trading/execute", suite.tokens().operator(), """
                {"order":{"order_id":"order-bench-%d","portfolio_id":1,"market_id":"%s","market_question":"bench",\
                "action":"buy_yes","amount":1.00,"price":1,"confidence":0.5,"reason":"benchmark"}}""".formatted(number, market));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
