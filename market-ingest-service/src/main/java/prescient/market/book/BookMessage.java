package prescient.market.book;

import java.math.BigDecimal;
import prescient.market.book.Book.Side;

/** What the venue's socket says. */
sealed interface BookMessage {

    /** A subscription has its id. */
    record Subscribed(String channel, int sid) implements BookMessage {}

    /** A numbered message about a book. */
    sealed interface Numbered extends BookMessage {
        int sid();

        long seq();

        String ticker();
    }

    /** The whole book. */
    record Snapshot(int sid, long seq, String ticker, Levels yes, Levels no) implements Numbered {}

    /**
     * A change.
     *
     * @param by contracts more, or fewer when negative
     */
    record Delta(int sid, long seq, String ticker, Side side, BigDecimal price, BigDecimal by) implements Numbered {}

    /** A market's life went on. */
    record Lifecycle(String ticker, String event) implements BookMessage {}

    /** A command was refused. */
    record Failure(int code, String reason) implements BookMessage {}

    /** What says nothing about books. */
    record Other() implements BookMessage {}
}
