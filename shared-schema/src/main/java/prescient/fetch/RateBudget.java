package prescient.fetch;

import java.time.Duration;

/**
 * A token bucket: so many requests in a time, of which some may go at once. Thread-safe; does not wait itself, but says
 * how long to.
 */
public final class RateBudget {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long filledAt;

    private RateBudget(double perSecond, double burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = now;
    }

    /**
     * One second's worth may go at once.
     *
     * @param now any nanosecond count, as later handed to {@link #reserve}
     */
    public static RateBudget perTenSeconds(int requests, long now) {
        if (requests < 1) {
            throw new IllegalArgumentException("a rate budget of " + requests + " requests would never let one go");
        }
        double perSecond = requests / 10.0;
        return new RateBudget(perSecond, Math.max(1, perSecond), now);
    }

    /**
     * Requests at least this far apart.
     *
     * @param apart more than zero
     * @param now any nanosecond count, as later handed to {@link #reserve}
     */
    public static RateBudget spaced(Duration apart, long now) {
        if (apart.isZero() || apart.isNegative()) {
            throw new IllegalArgumentException("requests cannot be " + apart + " apart");
        }
        return new RateBudget(NANOS / apart.toNanos(), 1, now);
    }

    /** Takes one request from the budget and returns the nanoseconds to wait before sending it; 0 to send at once. */
    public synchronized long reserve(long now) {
        tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
        tokens -= 1;
        return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / perSecond * NANOS);
    }
}
