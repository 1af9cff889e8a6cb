package prescient.venuesim;

import static prescient.venuesim.Degrees.object;
import static prescient.venuesim.HourlyBook.contracts;
import static prescient.venuesim.HourlyBook.dollars;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import prescient.venuesim.HourlyEvent.Strike;
import prescient.venuesim.TemperatureEvent.State;

/** Kalshi's read routes for the hourly bitcoin series. */
final class HourlyApi {

    private static final int HOURS_LISTED = 3;

    private final SpotPath path;
    private final Noise noise;
    private final SimClock clock;

    HourlyApi(SpotPath path, Noise noise, SimClock clock) {
        this.path = path;
        this.noise = noise;
        this.clock = clock;
    }

    /** What the series' events and markets answer to this request; empty when it is about others. */
    Optional<Object> answer(List<String> parts, Query query) {
        var kind = parts.getFirst();
        if (kind.equals("events") && parts.size() == 1 && HourlyEvent.SERIES.equals(query.first("series_ticker"))) {
            return Optional.of(events(query));
        }
        if (parts.size() == 1 || !parts.get(1).startsWith(HourlyEvent.SERIES)) {
            return Optional.empty();
        }
        if (kind.equals("events") && parts.size() == 2) {
            return Optional.of(event(there(parts.get(1)), nested(query)));
        }
        if (kind.equals("markets") && parts.size() == 2) {
            return Optional.of(object("market", market(strike(parts.get(1)))));
        }
        if (kind.equals("markets") && parts.size() == 3 && parts.get(2).equals("orderbook")) {
            var book = HourlyBook.at(strike(parts.get(1)), noise, clock.instant());
            int depth = query.wholeNumber("depth", 0);
            return Optional.of(object(
                    "orderbook_fp",
                    object("yes_dollars", side(book.yes(), depth), "no_dollars", side(book.no(), depth))));
        }
        return Optional.empty();
    }

    /** A market of the series; empty when the ticker names none, or none yet. */
    Optional<Map<String, @Nullable Object>> market(String ticker) {
        return found(ticker).map(this::market);
    }

    /** The market behind a ticker, open or not; empty when the ticker names none, or none yet. */
    Optional<Strike> found(String ticker) {
        int dash = ticker.lastIndexOf('-');
        return HourlyEvent.of(ticker.substring(0, Math.max(0, dash)), path)
                .filter(event -> event.state(clock.instant()) != State.UNOPENED)
                .flatMap(event -> event.strikes().stream()
                        .filter(strike -> strike.ticker().equals(ticker))
                        .findFirst());
    }

    /** Newest first. */
    private Object events(Query query) {
        var status = query.first("status");
        var now = clock.instant();
        var events = HourlyEvent.around(now, HOURS_LISTED, path).stream()
                .filter(event -> status == null || status.equals(listedAs(event, now)))
                .map(event -> nested(query) ? event(event, true).get("event") : head(event))
                .toList();
        return object("events", events, "cursor", "");
    }

    private static String listedAs(HourlyEvent event, Instant now) {
        return switch (event.state(now)) {
            case UNOPENED -> "unopened";
            case ACTIVE -> "open";
            case CLOSED -> "closed";
            case FINALIZED -> "settled";
        };
    }

    private Map<String, @Nullable Object> event(HourlyEvent event, boolean nested) {
        var markets = event.strikes().stream().map(this::market).toList();
        var head = head(event);
        if (nested) {
            head.put("markets", markets);
            return object("event", head);
        }
        return object("event", head, "markets", markets);
    }

    private static Map<String, @Nullable Object> head(HourlyEvent event) {
        return object(
                "event_ticker",
                event.ticker(),
                "series_ticker",
                HourlyEvent.SERIES,
                "title",
                "Bitcoin price at " + event.closes().atZone(HourlyEvent.ZONE).toLocalDateTime() + " New York",
                "mutually_exclusive",
                false,
                "category",
                "Crypto",
                "strike_date",
                event.closes().toString());
    }

    private Map<String, @Nullable Object> market(Strike strike) {
        var event = strike.event();
        var now = clock.instant();
        var state = event.state(now);
        var book = HourlyBook.at(strike, noise, now);
        var isFinal = state == State.FINALIZED;
        int last = isFinal ? (strike.holds() ? 100 : 0) : middle(book);
        return object(
                "ticker", strike.ticker(),
                "event_ticker", event.ticker(),
                "market_type", "binary",
                "title", "Bitcoin price?",
                "subtitle", strike.subtitle(),
                "yes_sub_title", strike.subtitle(),
                "strike_type", "greater",
                "floor_strike", strike.floor(),
                "price_ranges", List.of(object("start", dollars(0), "end", dollars(100), "step", dollars(1))),
                "open_time", event.opens().toString(),
                "close_time", event.closes().toString(),
                "status", state.name().toLowerCase(Locale.ROOT),
                "yes_bid_dollars", dollars(book.yesBid()),
                "yes_ask_dollars", dollars(100 - book.noBid()),
                "no_bid_dollars", dollars(book.noBid()),
                "no_ask_dollars", dollars(100 - book.yesBid()),
                "last_price_dollars", dollars(last),
                "volume_fp", contracts(volume(strike, now)),
                "result", isFinal ? (strike.holds() ? "yes" : "no") : "");
    }

    static int middle(HourlyBook book) {
        return (book.yesBid() + 100 - book.noBid()) / 2;
    }

    /** Contracts traded until now: more the longer the market is open. */
    long volume(Strike strike, Instant now) {
        var event = strike.event();
        long seconds = Math.clamp(now.getEpochSecond() - event.opens().getEpochSecond(), 0, 3600);
        double whole =
                noise.fork(strike.dollars()).skewed(4_000, 1, event.closes().getEpochSecond());
        return (long) (whole * seconds / 3600);
    }

    private static @Nullable Object side(SortedMap<Integer, Long> bids, int depth) {
        return bids.isEmpty() ? null : HourlyBook.levels(bids, depth);
    }

    private static boolean nested(Query query) {
        return Boolean.TRUE.equals(query.flag("with_nested_markets"));
    }

    private HourlyEvent there(String ticker) {
        return HourlyEvent.of(ticker, path)
                .filter(event -> event.state(clock.instant()) != State.UNOPENED)
                .orElseThrow(() -> new Refusal(404, "event not found"));
    }

    private Strike strike(String ticker) {
        return found(ticker).orElseThrow(() -> new Refusal(404, "market not found"));
    }
}
