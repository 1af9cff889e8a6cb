package prescient.bench.cutover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import prescient.bench.load.Connection;
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
        var request = Connection.get(path, suite.tokens().operator());
        var nanos = new ArrayList<Long>();
        try (var connection = new Connection(suite.ports().of(service))) {
            for (int read = -WARM_UP; read < reads; read++) {
                long began = System.nanoTime();
                int status = connection.exchange(request);
                if (status != 200) {
                    throw new IllegalStateException(path + " answered " + status + ": " + connection.body());
                }
                if (read >= 0) {
                    nanos.add(System.nanoTime() - began);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return percentile(nanos, 0.5);
    }

    /** In milliseconds; the list is sorted by it. */
    static double percentile(List<Long> nanos, double share) {
        nanos.sort(null);
        return nanos.get((int) Math.min(nanos.size() - 1L, Math.round(nanos.size() * share))) / 1e6;
    }
}
