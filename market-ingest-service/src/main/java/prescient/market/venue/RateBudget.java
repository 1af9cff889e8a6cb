package prescient.market.venue;

/**
 * A token bucket: so many requests in ten seconds, of which one second's worth may go at once. Thread-safe; does not
 * wait itself, but says how long to.
 */
final class RateBudget {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long filledAt;

    /** @param now any nanosecond count, as later handed to {@link #reserve} */
    RateBudget(int perTenSeconds, long now) {
        if (perTenSeconds < 1) {
            throw new IllegalArgumentException(
                    "a rate budget of " + perTenSeconds + " requests would never let one go");
        }
        this.perSecond = perTenSeconds / 10.0;
        this.burst = Math.max(1, perSecond);
        this.tokens = burst;
        this.filledAt = now;
    }

    /** Takes one request from the budget and returns the nanoseconds to wait before sending it; 0 to send at once. */
    synchronized long reserve(long now) {
        tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
        tokens -= 1;
        return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / perSecond * NANOS);
    }
}
