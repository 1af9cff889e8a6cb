package prescient.market.book;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A market's book at one moment.
 *
 * @param at when it was like this, by the clock here
 * @param live whether every change since its snapshot was heard; otherwise it is only how the book was
 */
record Book(String ticker, Levels yes, Levels no, Instant at, boolean live) {

    Book change(Side side, BigDecimal price, BigDecimal by, Instant now) {
        return switch (side) {
            case YES -> new Book(ticker, yes.change(price, by), no, now, live);
            case NO -> new Book(ticker, yes, no.change(price, by), now, live);
        };
    }

    Book stale() {
        return new Book(ticker, yes, no, at, false);
    }

    /** One of the two things a market can be bought for. */
    enum Side {
        YES,
        NO
    }
}
