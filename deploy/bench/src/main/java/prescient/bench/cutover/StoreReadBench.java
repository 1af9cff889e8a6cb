package prescient.bench.cutover;

import java.util.List;
import prescient.bench.load.OneByOne;
import prescient.local.ServiceName;
import prescient.local.Suite;

/** Latency of the two reads a trader's screen makes, one after the other on one connection. */
final class StoreReadBench {

    private static final int WARM_UP = 200;

    private StoreReadBench() {}

    /**
     * Median latencies.
     *
     * @param store where the reads come from, in words
     * @param trades how many trades the store holds
     */
    record Result(String store, int trades, double historyMs, double portfolioMs) {}

    static Result run(Suite suite, String store, int trades, int reads) {
        return new Result(
                store,
                trades,
                median(suite, ServiceName.TRADE, "/paper-trading/history?limit=100", reads),
                median(suite, ServiceName.PORTFOLIO, "/paper-trading/portfolio?portfolio_id=1", reads));
    }

    private static double median(Suite suite, ServiceName service, String path, int reads) {
        var nanos = OneByOne.nanos(
                suite.ports().of(service), List.of(path), suite.tokens().operator(), WARM_UP, reads);
        return OneByOne.percentile(nanos, 0.5);
    }
}
