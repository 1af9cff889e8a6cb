package prescient.market.book;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The books of one subscription. Its messages are numbered without a gap; after a number that is missing no book can be
 * trusted until its fresh snapshot. Changed by the feed's own thread only; read by any.
 */
final class Books {

    private static final long NONE = -1;

    private final Map<String, Book> books = new ConcurrentHashMap<>();
    private long seq = NONE;
    private final AtomicLong missed = new AtomicLong();

    /** A new subscription begins, with whatever number comes first; only these books are kept. */
    void begin(Collection<String> tickers) {
        books.keySet().retainAll(tickers);
        lose();
    }

    /** The connection is gone: what is known stays, as something old. */
    void lose() {
        seq = NONE;
        books.replaceAll((ticker, book) -> book.stale());
    }

    /** Takes a message; true when one before it is missing, so that all books need a snapshot. */
    boolean take(BookMessage.Numbered message, Instant now) {
        if (message.seq() <= seq) {
            return false; // a repetition, or one that comes after it was given up
        }
        boolean isMissing = seq != NONE && message.seq() != seq + 1;
        seq = message.seq();
        if (isMissing) {
            missed.incrementAndGet();
            books.replaceAll((ticker, book) -> book.stale());
        }
        switch (message) {
            case BookMessage.Snapshot whole ->
                books.put(whole.ticker(), new Book(whole.ticker(), whole.yes(), whole.no(), now, true));
            case BookMessage.Delta delta ->
                books.computeIfPresent(
                        delta.ticker(),
                        (ticker, book) ->
                                book.live() ? book.change(delta.side(), delta.price(), delta.by(), now) : book);
        }
        return isMissing;
    }

    /** Keeps a book that was asked for, unless the feed's own one is whole. */
    void keep(Book asked) {
        books.merge(asked.ticker(), asked, (known, other) -> known.live() ? known : other);
    }

    Optional<Book> find(String ticker) {
        return Optional.ofNullable(books.get(ticker));
    }

    /** Those of the tickers whose book is not whole. */
    List<String> stale(Collection<String> tickers) {
        return tickers.stream()
                .filter(ticker -> find(ticker).filter(Book::live).isEmpty())
                .toList();
    }

    Collection<Book> all() {
        return List.copyOf(books.values());
    }

    /** How often a number was missing. */
    long missed() {
        return missed.get();
    }

    /** The best bid there is; 0 when nobody bids. */
    static BigDecimal best(Levels levels) {
        return levels.contracts().isEmpty()
                ? BigDecimal.ZERO
                : levels.contracts().firstKey();
    }
}
