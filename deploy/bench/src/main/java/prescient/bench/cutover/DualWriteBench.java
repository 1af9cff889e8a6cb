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
import prescient.bench.load.OneByOne;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;

/**
 * What dual-write adds to a trade: the same orders to a suite on files only and to one that also writes the database, in
 * turns, order by order, so that both meet the same disturbances. Between two pairs of orders is a pause, since what a
 * caller waits for is measured here, and not how much a machine can do.
 */
final class DualWriteBench {

    private final Suite filesOnly;
    private final Suite dualWrite;
    private final int orders;
    private final Duration pause;
    private final Progress progress;
    private final List<JsonNode> markets = new ArrayList<>();
    private int next;

    DualWriteBench(Suite filesOnly, Suite dualWrite, int orders, Duration pause, Progress progress) {
        this.filesOnly = filesOnly;
        this.dualWrite = dualWrite;
        this.orders = orders;
        this.pause = pause;
        this.progress = progress;
    }

    /**
     * Latency of an order, in milliseconds.
     *
     * @param database how PostgreSQL behaves meanwhile
     */
    record Result(String database, double fileP50, double fileP99, double dualP50, double dualP99) {

        double addedP50() {
            return dualP50 - fileP50;
        }

        double addedP99() {
            return dualP99 - fileP99;
        }
    }

    List<Result> run() throws InterruptedException {
        catalogue();
        measure("warm-up");
        var results = new ArrayList<Result>();
        results.add(measure("healthy"));
        var frozen = new Frozen(dualWrite);
        var slow = frozen.nineTenths();
        try {
            results.add(measure("slow"));
        } finally {
            slow.close();
        }
        var hung = frozen.whole();
        try {
            results.add(measure("hung"));
        } finally {
            hung.close();
        }
        return results;
    }

    /** Both read the same generated markets. */
    private void catalogue() throws InterruptedException {
        for (var suite : List.of(filesOnly, dualWrite)) {
            new Api(suite.tokens())
                    .post(
                            suite.url(ServiceName.MARKET_INGEST) + "/ingest/runs",
                            new ObjectMapper().createObjectNode().put("run_id", "bench"));
        }
        var api = new Api(filesOnly.tokens());
        var cursor = "";
        while (markets.size() < orders * 4) {
            var page = api.get(filesOnly.url(ServiceName.MARKET_INGEST) + "/markets?limit=1000" + cursor);
            for (var market : page.path("items")) {
                if (market.path("yes_price").isNumber()
                        && market.path("yes_price").decimalValue().signum() > 0
                        && !market.path("closed").asBoolean()) {
                    markets.add(market);
                }
            }
            if (!page.path("next_cursor").isTextual()) {
                break;
            }
            cursor = "&cursor=" + page.path("next_cursor").asText();
        }
    }

    private Result measure(String database) throws InterruptedException {
        var file = new ArrayList<Long>();
        var dual = new ArrayList<Long>();
        try (var one = new Connection(filesOnly.ports().of(ServiceName.TRADE));
                var other = new Connection(dualWrite.ports().of(ServiceName.TRADE))) {
            int end = Math.min(markets.size(), next + orders);
            for (; next < end; next++) {
                var order = order(next, markets.get(next), filesOnly.tokens().operator());
                var otherOrder =
                        order(next, markets.get(next), dualWrite.tokens().operator());
                // Whoever is first alternates, too.
                if (next % 2 == 0) {
                    file.add(timed(one, order));
                    dual.add(timed(other, otherOrder));
                } else {
                    dual.add(timed(other, otherOrder));
                    file.add(timed(one, order));
                }
                Thread.sleep(pause);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var result = new Result(
                database,
                OneByOne.percentile(file, 0.5),
                OneByOne.percentile(file, 0.99),
                OneByOne.percentile(dual, 0.5),
                OneByOne.percentile(dual, 0.99));
        progress.say("dual-write, PostgreSQL %s: p50 %+.2f ms, p99 %+.2f ms of %.2f ms"
                .formatted(database, result.addedP50(), result.addedP99(), result.fileP99()));
        return result;
    }

    private static long timed(Connection connection, byte[] order) throws IOException {
        long began = System.nanoTime();
        int status = connection.exchange(order);
        long took = System.nanoTime() - began;
        if (status != 200) {
            throw new IllegalStateException("an order was answered " + status + ": " + connection.body());
        }
        return took;
    }

    private static byte[] order(int number, JsonNode market, String operator) {
        return Connection.post("/paper-trading/execute", operator, """
                {"order":{"order_id":"order-bench-%d","portfolio_id":1,"market_id":"%s","market_question":"bench",\
                "action":"buy_yes","amount":1.00,"price":1,"confidence":0.5,"reason":"benchmark"}}""".formatted(
                        number, market.path("market_id").asText()));
    }
}
