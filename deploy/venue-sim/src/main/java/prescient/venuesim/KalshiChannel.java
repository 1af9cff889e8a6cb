package prescient.venuesim;

import java.time.Instant;
import java.util.Collection;

/** A channel of Kalshi's socket. Safe for many threads. */
interface KalshiChannel {

    String name();

    /** Whether a subscription must name markets. */
    boolean wantsMarkets();

    /** Sends what a client gets first of these markets, at the subscription or when they are added to it. */
    void begin(KalshiSubscription subscription, Collection<String> markets, Instant now);

    /** Sends what happened after {@code from} and up to {@code until}. */
    void between(KalshiSubscription subscription, Instant from, Instant until);
}
