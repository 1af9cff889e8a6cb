package prescient.signal.backtest;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Which markets were decided by now. One thread. */
final class Resolutions {

    /** @param at microseconds since 1970 */
    private record One(long at, int market, String resolution) {}

    private final List<One> all;
    private int known;
    private int settled;

    Resolutions(Recording recording) {
        this.all = IntStream.range(0, recording.markets.size())
                .filter(market -> recording.markets.get(market).resolvedAt() != null)
                .mapToObj(market -> one(market, recording.markets.get(market)))
                .sorted(Comparator.comparingLong(One::at).thenComparingInt(One::market))
                .toList();
    }

    private static One one(int market, RecordedMarket recorded) {
        return new One(
                Recording.micros(Objects.requireNonNull(recorded.resolvedAt(), "only decided markets are listed")),
                market,
                Objects.requireNonNull(recorded.resolution(), "what is decided has a resolution"));
    }

    /** Takes in what was decided up to now. */
    void see(long now, Standing standing) {
        while (known < all.size() && all.get(known).at() <= now) {
            standing.decide(all.get(known).market());
            known++;
        }
    }

    /** Pays for what was taken in and is not paid yet. */
    void settle(Books books, Instant now) {
        while (settled < known) {
            var one = all.get(settled);
            books.settle(one.market(), one.resolution(), now);
            settled++;
        }
    }
}
