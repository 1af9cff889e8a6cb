package prescient.local.gateway;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * So many requests a second from one address, and as many at once. The memory it takes is bounded; when too many
 * addresses are remembered, those that have been quiet for a second are forgotten. Safe for many threads.
 */
final class RateLimit {

    private static final double NANOS = 1e9;
    private static final int MOST_ADDRESSES = 10_000;

    private final double perSecond;
    private final LongSupplier nanos;
    private final Map<InetAddress, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * A limit for each address.
     *
     * @param perSecond 0 for none
     * @param nanos a clock that only goes forward
     */
    RateLimit(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /** What an address may still send, and whether its last request passed. */
    private record Bucket(double left, long atNanos, boolean passed) {

        Bucket next(double perSecond, long now) {
            var refilled = Math.min(perSecond, left + Math.max(0, now - atNanos) / NANOS * perSecond);
            return refilled < 1 ? new Bucket(refilled, now, false) : new Bucket(refilled - 1, now, true);
        }
    }

    /** True when one more request of {@code client} may pass. */
    boolean allows(InetAddress client) {
        if (perSecond == 0) {
            return true;
        }
        long now = nanos.getAsLong();
        if (buckets.size() >= MOST_ADDRESSES) {
            buckets.values().removeIf(bucket -> now - bucket.atNanos() > NANOS);
        }
        if (buckets.size() >= MOST_ADDRESSES && !buckets.containsKey(client)) {
            return false;
        }
        return buckets.compute(
                        client,
                        (address, known) ->
                                (known == null ? new Bucket(perSecond, now, true) : known).next(perSecond, now))
                .passed();
    }
}
