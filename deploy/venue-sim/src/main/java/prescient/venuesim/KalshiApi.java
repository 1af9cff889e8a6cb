package prescient.venuesim;

import static prescient.venuesim.Degrees.object;

import com.fasterxml.jackson.databind.util.RawValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.venuesim.TemperatureEvent.Range;
import prescient.venuesim.TemperatureEvent.State;

/** Kalshi's read routes: the events on the cities' maximum temperatures, and beside them the hourly ones. */
final class KalshiApi implements Site {

    static final String ROOT = "/kalshi/";

    private static final String API = ROOT + "trade-api/v2";

    private final Climate climate;
    private final Noise noise;
    private final SimClock clock;
    private final Json json;
    private final HourlyApi hourly;
    private final KalshiPortfolio portfolio;

    KalshiApi(Climate climate, Noise noise, SimClock clock, HourlyApi hourly, KalshiPortfolio portfolio, Json json) {
        this.climate = climate;
        this.noise = noise;
        this.hourly = hourly;
        this.portfolio = portfolio;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public String route(String path) {
        var parts = path.split("/", -1);
        if (parts.length <= 4) {
            return ROOT;
        }
        // Of an account it matters which list or order route it was; an order's id does not.
        var own = List.of(parts).subList(4, parts.length);
        int names = own.size() > 1 && own.get(1).equals("events") ? 3 : 2;
        return ROOT
                + (KalshiPortfolio.has(own) ? String.join("/", own.subList(0, Math.min(names, own.size()))) : parts[4]);
    }

    @Override
    public boolean takes(String method, String path) {
        return method.equals("GET")
                || (path.startsWith(API + "/")
                        && KalshiPortfolio.changes(
                                List.of(path.substring(API.length() + 1).split("/", -1))));
    }

    @Override
    public Answer answer(Ask ask, @Nullable FaultKind twist) {
        var path = ask.path();
        var query = ask.query();
        if (!path.startsWith(API + "/")) {
            throw new Refusal(404, "no such route: " + path);
        }
        var parts = List.of(path.substring(API.length() + 1).split("/", -1));
        var kind = parts.getFirst();
        if (path.equals(API + "/exchange/status")) {
            return write(object("exchange_active", true, "trading_active", true));
        }
        if (KalshiPortfolio.has(parts)) {
            return portfolio.answer(ask, parts, twist);
        }
        var ofTheHour = hourly.answer(parts, query);
        if (ofTheHour.isPresent()) {
            return write(ofTheHour.get());
        }
        if (kind.equals("events") && parts.size() == 2) {
            return event(parts.get(1), Boolean.TRUE.equals(query.flag("with_nested_markets")), twist);
        }
        if (kind.equals("markets") && parts.size() == 1) {
            return markets(query, twist);
        }
        if (kind.equals("markets") && parts.size() == 2) {
            var market = market(parts.get(1));
            return write(object("market", market(market.event(), market.range(), twist)));
        }
        if (kind.equals("markets") && parts.size() == 3 && parts.get(2).equals("orderbook")) {
            return book(market(parts.get(1)), query.wholeNumber("depth", 0), twist);
        }
        throw new Refusal(404, "no such route: " + path);
    }

    private record Listed(TemperatureEvent event, Range range) {}

    private Answer event(String ticker, boolean nested, @Nullable FaultKind twist) {
        var event = find(ticker);
        var markets = event.ranges().stream()
                .map(range -> market(event, range, twist))
                .toList();
        var answer = object(
                "event_ticker",
                ticker,
                "series_ticker",
                event.city().series(),
                "title",
                "Highest temperature in " + event.city().title() + " on " + event.day() + "?",
                "mutually_exclusive",
                true,
                "category",
                "Climate and Weather");
        if (nested) {
            answer.put("markets", markets);
            return write(object("event", answer));
        }
        return write(object("event", answer, "markets", markets));
    }

    /** Those of {@code tickers} that there are; without any, none. */
    private Answer markets(Query query, @Nullable FaultKind twist) {
        var markets = query.all("tickers").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .flatMap(ticker -> found(ticker)
                        .map(listed -> market(listed.event(), listed.range(), twist))
                        .or(() -> hourly.market(ticker))
                        .stream())
                .toList();
        return write(object("cursor", "", "markets", markets));
    }

    private Map<String, @Nullable Object> market(TemperatureEvent event, Range range, @Nullable FaultKind twist) {
        var state = event.state(clock.instant());
        var isOpen = state == State.ACTIVE;
        var odds = TemperatureOdds.of(event, range, noise, clock.instant());
        int settled = range.holds(event.maximumF()) ? 100 : 0;
        int last = state == State.FINALIZED ? settled : (odds.yesBid() + odds.yesAsk()) / 2;
        return object(
                "ticker", range.ticker(),
                "event_ticker", event.ticker(),
                "market_type", "binary",
                "subtitle", range.subtitle(),
                "yes_sub_title", range.subtitle(),
                "strike_type", range.lowF() == null ? "less" : range.highF() == null ? "greater" : "between",
                "floor_strike", range.lowF() == null ? null : range.lowF() - (range.highF() == null ? 1 : 0),
                "cap_strike", range.highF() == null ? null : range.highF() + (range.lowF() == null ? 1 : 0),
                "open_time", event.opens().toString(),
                "close_time", event.closes().toString(),
                "status", state.name().toLowerCase(Locale.ROOT),
                "yes_bid_dollars", dollars(isOpen ? odds.yesBid() : 0, twist),
                "yes_ask_dollars", dollars(isOpen ? odds.yesAsk() : 100, twist),
                "no_bid_dollars", dollars(isOpen ? 100 - odds.yesAsk() : 0, twist),
                "no_ask_dollars", dollars(isOpen ? 100 - odds.yesBid() : 100, twist),
                "last_price_dollars", dollars(last, twist),
                "result", state == State.FINALIZED ? (settled == 100 ? "yes" : "no") : "");
    }

    /** A side without bids is null, as the venue sends it. */
    private Answer book(Listed market, int depth, @Nullable FaultKind twist) {
        var odds = TemperatureOdds.of(market.event(), market.range(), noise, clock.instant());
        var isOpen = market.event().state(clock.instant()) == State.ACTIVE;
        return write(object(
                "orderbook_fp",
                object(
                        "yes_dollars", isOpen ? levels(odds.yes(depth), twist) : null,
                        "no_dollars", isOpen ? levels(odds.no(depth), twist) : null)));
    }

    private static @Nullable List<List<Object>> levels(List<List<Integer>> bids, @Nullable FaultKind twist) {
        List<List<Object>> levels = bids.stream()
                .map(bid -> List.of(dollars(bid.getFirst(), twist), (Object) (bid.getLast() + ".00")))
                .toList();
        return levels.isEmpty() ? null : levels;
    }

    /** As the venue writes them since March 2026: text with four decimals. */
    private static Object dollars(int cents, @Nullable FaultKind twist) {
        return twist == FaultKind.NON_FINITE
                ? new RawValue("NaN")
                : BigDecimal.valueOf(cents, 2).setScale(4).toPlainString();
    }

    /** An event is there from its opening on. */
    private TemperatureEvent find(String ticker) {
        return there(ticker).orElseThrow(() -> new Refusal(404, "event not found"));
    }

    private Optional<TemperatureEvent> there(String ticker) {
        return TemperatureEvent.of(ticker, climate, noise)
                .filter(event -> event.ticker().equals(ticker))
                .filter(event -> event.state(clock.instant()) != State.UNOPENED);
    }

    private Listed market(String ticker) {
        return found(ticker).orElseThrow(() -> new Refusal(404, "market not found"));
    }

    private Optional<Listed> found(String ticker) {
        int dash = ticker.lastIndexOf('-');
        return there(ticker.substring(0, Math.max(0, dash)))
                .flatMap(event -> event.ranges().stream()
                        .filter(range -> range.ticker().equals(ticker))
                        .map(range -> new Listed(event, range))
                        .findFirst());
    }

    private Answer write(Object answer) {
        return Answer.json(200, json.write(answer));
    }
}
