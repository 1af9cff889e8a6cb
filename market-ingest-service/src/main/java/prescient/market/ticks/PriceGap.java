package prescient.market.ticks;

import java.time.Instant;
import java.util.Locale;

/**
 * A time within which trades may have happened that nobody here heard of.
 *
 * @param from the exchange's time up to which everything is known
 * @param to the exchange's time from which on everything is known again
 */
record PriceGap(String symbol, Instant from, Instant to, Reason reason) {

    /** Why nothing is known. */
    enum Reason {
        /** The service did not run, or did not listen. */
        NOT_RUNNING,
        /** The connection was lost, or silent. */
        DISCONNECTED,
        /** The exchange counted a trade that did not come. */
        MISSED,
        /** The database took no rows for longer than they could wait. */
        OVERFLOW;

        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether another one of the same kind goes on where this one ends. */
    boolean joins(PriceGap next) {
        return symbol.equals(next.symbol) && reason == next.reason && !next.from.isAfter(to);
    }

    /** One gap for both, as long as they are together. */
    PriceGap with(PriceGap other) {
        return new PriceGap(
                symbol, from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to, reason);
    }
}
