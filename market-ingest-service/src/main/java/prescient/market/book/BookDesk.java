package prescient.market.book;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;

/** Knows the hour that is on and its books. Blocks; safe for many threads. */
@ApplicationScoped
class BookDesk {

    private static final Logger LOG = Logger.getLogger(BookDesk.class);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final BookConfig config;
    private final HourlyClient venue;
    private final BookClient feed;
    private final BookTable table;
    private final InstantSource clock;
    private final Map<String, Instant> storedAt = new HashMap<>();
    private volatile @Nullable HourlyEvent current;
    private volatile @Nullable HourlyEvent former;

    BookDesk(BookConfig config, HourlyClient venue, BookClient feed, BookTable table, InstantSource clock) {
        this.config = config;
        this.venue = venue;
        this.feed = feed;
        this.table = table;
        this.clock = clock;
    }

    /** Reads the venue's list, and follows the event that is on. What was known stays while the venue is silent. */
    void refresh(String series) {
        switch (venue.openEvent(series, clock.instant())) {
            case Got<Optional<HourlyEvent>> got -> install(got.content().orElse(null));
            case Lost<Optional<HourlyEvent>> lost -> LOG.debugf("the hours are not read: %s", lost.reason());
        }
    }

    private synchronized void install(@Nullable HourlyEvent event) {
        var known = current;
        if (known != null && (event == null || !known.eventTicker().equals(event.eventTicker()))) {
            former = known;
        }
        current = event;
        var tickers = event == null ? List.<String>of() : event.tickers();
        if (known == null ? !tickers.isEmpty() : !known.tickers().equals(tickers)) {
            feed.follow(tickers);
        }
    }

    /**
     * The event that is on, with the best prices of the books that are whole.
     *
     * @throws prescient.problem.Refused with {@code HOUR_UNKNOWN} when there is none
     */
    HourlyEvent hour() {
        var event = current;
        if (event == null) {
            throw BookProblem.HOUR_UNKNOWN.with("no event is open");
        }
        var markets = event.markets().stream().map(this::withBook).toList();
        return new HourlyEvent(event.eventTicker(), event.series(), event.contract(), event.closeTime(), markets);
    }

    private HourlyMarket withBook(HourlyMarket market) {
        return feed.books()
                .find(market.ticker())
                .filter(Book::live)
                .map(book -> new HourlyMarket(
                        market.ticker(),
                        market.floorStrike(),
                        market.closeTime(),
                        market.status(),
                        Books.best(book.yes()),
                        Books.best(book.no()),
                        market.volume(),
                        market.title(),
                        market.priceRanges()))
                .orElse(market);
    }

    /**
     * A book: the feed's while it is whole, otherwise the venue's answer to a question, otherwise what was last known.
     *
     * @throws prescient.problem.Refused with {@code BOOK_UNKNOWN} for a market of another hour, with {@code
     *     BOOK_UNAVAILABLE} when nothing is known of it
     */
    BookView book(String ticker) {
        var market = Stream.of(Optional.ofNullable(current), Optional.ofNullable(former))
                .flatMap(Optional::stream)
                .flatMap(event -> event.market(ticker).stream())
                .findFirst()
                .orElseThrow(() -> BookProblem.BOOK_UNKNOWN.with("no book of " + ticker));
        var known = feed.books().find(ticker);
        var heardAt = feed.heardAt();
        if (known.isPresent() && known.get().live() && heardAt != null) {
            // As good as what was last heard: a change would have come before it.
            return view(market, known.get(), heardAt, false);
        }
        var now = clock.instant();
        if (known.isPresent() && !known.get().at().isBefore(now.minus(config.restAge()))) {
            return view(market, known.get(), known.get().at(), true);
        }
        return switch (venue.book(ticker, now)) {
            case Got<Book> got -> {
                feed.books().keep(got.content());
                yield view(market, got.content(), now, false);
            }
            case Lost<Book> lost ->
                known.map(book -> view(market, book, book.at(), true))
                        .orElseThrow(() -> BookProblem.BOOK_UNAVAILABLE.with(lost.reason()));
        };
    }

    private static BookView view(HourlyMarket market, Book book, Instant at, boolean stale) {
        return new BookView(
                market.ticker(),
                at,
                stale,
                market.closeTime(),
                market.floorStrike(),
                book.yes().pairs(),
                book.no().pairs(),
                market.volume(),
                market.priceRanges());
    }

    /** Stores the books that changed since they were last stored, in one statement. */
    synchronized int store() {
        var changed = new ArrayList<Book>();
        for (var book : feed.books().all()) {
            if (!book.at().equals(storedAt.get(book.ticker()))) {
                changed.add(book);
            }
        }
        if (!changed.isEmpty()) {
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            table.store(config.environment(), at, changed).await().atMost(DEADLINE);
        }
        storedAt.clear();
        feed.books().all().forEach(book -> storedAt.put(book.ticker(), book.at()));
        return changed.size();
    }
}
