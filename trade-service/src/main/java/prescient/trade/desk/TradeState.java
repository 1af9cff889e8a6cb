package prescient.trade.desk;

import java.time.Instant;
import java.util.Locale;
import prescient.trade.venue.VenueSettlement.Result;

/**
 * Where a trade is in its life. Each state holds what only it knows and offers only the moves that are legal from it;
 * {@code docs/trade-life-cycle.md} lists them all and explains the odd ones.
 */
public sealed interface TradeState {

    /** The name in the database and in JSON. */
    default String wire() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Nothing can happen to it any more, unless the venue contradicts itself. */
    default boolean ended() {
        return this instanceof Closed || this instanceof Settled || this instanceof Rejected;
    }

    /** Stored; the venue may not have heard of it. */
    record Pending() implements TradeState {
        Submitted submitted() {
            return new Submitted();
        }

        Unknown unknown() {
            return new Unknown();
        }

        Open open(Instant at) {
            return new Open(at);
        }

        Rejected rejected(String code, String reason, Instant at) {
            return new Rejected(code, reason, at);
        }
    }

    /** The venue has the opening order, and has given nothing for it yet. */
    record Submitted() implements TradeState {
        Unknown unknown() {
            return new Unknown();
        }

        Open open(Instant at) {
            return new Open(at);
        }

        Rejected rejected(String code, String reason, Instant at) {
            return new Rejected(code, reason, at);
        }
    }

    /** Nobody knows what became of the opening order. Only the venue's own word leads out. */
    record Unknown() implements TradeState {
        Pending pending() {
            return new Pending();
        }

        Submitted submitted() {
            return new Submitted();
        }

        Open open(Instant at) {
            return new Open(at);
        }

        Rejected rejected(String code, String reason, Instant at) {
            return new Rejected(code, reason, at);
        }
    }

    /** Holds contracts, by fills of its own orders. */
    record Open(Instant openedAt) implements TradeState {
        Closing closing(Instant at) {
            return new Closing(openedAt, at);
        }

        Expired expired() {
            return new Expired(openedAt);
        }
    }

    /** Holds contracts and buys the other side until it holds none. */
    record Closing(Instant openedAt, Instant closingAt) implements TradeState {
        Closed closed(Instant at) {
            return new Closed(openedAt, at);
        }

        Expired expired() {
            return new Expired(openedAt);
        }
    }

    /** Holds contracts of a market that has closed. */
    record Expired(Instant openedAt) implements TradeState {
        Closed closed(Instant at) {
            return new Closed(openedAt, at);
        }

        Settled settled(Result result, Instant at) {
            return new Settled(openedAt, result, at);
        }
    }

    /** Ended by its closing orders: every contract was paired with one of the other side. */
    record Closed(Instant openedAt, Instant endedAt) implements TradeState {
        Open open() {
            return new Open(openedAt);
        }
    }

    /** Ended by the market's result. */
    record Settled(Instant openedAt, Result result, Instant endedAt) implements TradeState {
        Settled settled(Result corrected, Instant at) {
            return new Settled(openedAt, corrected, at);
        }
    }

    /** Ended without a contract. */
    record Rejected(String code, String reason, Instant endedAt) implements TradeState {
        Open open(Instant at) {
            return new Open(at);
        }
    }
}
