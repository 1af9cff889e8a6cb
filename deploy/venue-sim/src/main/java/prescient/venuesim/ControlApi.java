package prescient.venuesim;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes under /sim, with which a test or an operator steers the simulated venue. */
final class ControlApi {

    record ClockChange(@Nullable String at, @Nullable Double speed) {}

    record FaultOrder(
            @Nullable String kind,
            @Nullable String path,
            @Nullable Double probability,
            @Nullable Integer count,
            @Nullable Integer delayMs,
            @Nullable Integer retryAfterSeconds) {}

    record MarketChange(
            @Nullable List<String> outcomePrices, @Nullable Boolean closed) {}

    private static final String MARKETS = "/sim/markets/";
    private static final int PRICE_LENGTH = 40;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final SimState state;
    private final Json json;

    ControlApi(SimState state, Json json) {
        this.state = state;
        this.json = json;
    }

    Answer answer(String method, String path, byte[] body) {
        if (path.startsWith(MARKETS)) {
            requireMethod(method, "POST");
            return changeMarket(path.substring(MARKETS.length()), read(body, MarketChange.class));
        }
        return switch (path) {
            case "/sim/status" -> {
                requireMethod(method, "GET");
                yield status();
            }
            case "/sim/clock" -> {
                requireMethod(method, "POST");
                yield setClock(read(body, ClockChange.class));
            }
            case "/sim/faults" -> {
                if (method.equals("DELETE")) {
                    state.faults().clear();
                } else {
                    requireMethod(method, "POST or DELETE", "POST");
                    state.faults().add(fault(read(body, FaultOrder.class)));
                }
                yield status();
            }
            default -> throw new Refusal(404, "no such route: " + path);
        };
    }

    private Answer setClock(ClockChange change) {
        if (change.at() == null && change.speed() == null) {
            throw new Refusal(400, "give at, speed or both");
        }
        try {
            if (change.speed() != null) {
                VenueSimConfig.requireSpeed(change.speed());
            }
            var at = change.at() == null ? null : Instant.parse(change.at());
            if (at != null && (at.isBefore(EARLIEST) || at.isAfter(LATEST))) {
                throw new DateTimeException("far from any market");
            }
            state.clock().set(at, change.speed());
        } catch (DateTimeException e) {
            throw new Refusal(
                    400,
                    "at must be an instant from 1970 to 2200 such as 2025-10-15T16:10:00Z, not '" + change.at() + "'");
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
        return status();
    }

    private static Fault fault(FaultOrder order) {
        if (order.kind() == null) {
            throw new Refusal(400, "kind is missing");
        }
        return new Fault(
                FaultKind.parse(order.kind()),
                order.path() == null ? "/" : order.path(),
                order.probability() == null ? 1 : order.probability(),
                order.count(),
                order.delayMs() == null ? 0 : order.delayMs(),
                order.retryAfterSeconds());
    }

    private Answer changeMarket(String id, MarketChange change) {
        if (!state.catalogue().markets().byId().containsKey(id)) {
            throw new Refusal(404, "id not found");
        }
        if (change.outcomePrices() == null && change.closed() == null) {
            throw new Refusal(400, "give outcome_prices, closed or both");
        }
        var quote = change.outcomePrices() == null ? null : quote(change.outcomePrices());
        state.overrides()
                .put(
                        id,
                        new MarketOverride(quote, change.closed(), state.clock().instant()));
        return status();
    }

    private static Quote quote(List<String> prices) {
        if (prices.size() != 2) {
            throw new Refusal(400, "outcome_prices must hold two prices, not " + prices.size());
        }
        return Quote.of(price(prices.getFirst()), price(prices.getLast()));
    }

    private static BigDecimal price(@Nullable String text) {
        if (text == null || text.length() > PRICE_LENGTH || !text.matches("0(\\.[0-9]+)?|1(\\.0+)?")) {
            throw new Refusal(400, "a price must be a decimal from 0 to 1, not '" + text + "'");
        }
        return new BigDecimal(text);
    }

    private Answer status() {
        var now = state.clock().instant();
        var moment = new Moment(now, state.overrides());
        var events = state.catalogue().events().items();
        var markets = state.catalogue().markets().items();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("source", state.catalogue().origin());
        status.put("notes", state.catalogue().notes());
        status.put("seed", state.seed());
        status.put("epoch", state.epoch().toString());
        status.put("now", now.toString());
        status.put("speed", state.clock().speed());
        status.put("events", events.size());
        status.put("open_events", open(events, moment));
        status.put("markets", markets.size());
        status.put("open_markets", open(markets, moment));
        status.put("overridden_markets", state.overrides().size());
        status.put("requests", state.requests().sum());
        status.put("requests_by_route", state.requests().counts());
        status.put("faults_served", state.faultsServed().counts());
        status.put("faults", state.faults().reports());
        return Answer.json(200, json.write(status));
    }

    private static long open(List<Item> items, Moment moment) {
        return items.stream().filter(item -> !item.closed(moment)).count();
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            T value = json.mapper().readValue(body, type);
            if (value == null) {
                throw new Refusal(400, "the body must be a JSON object");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "the body is not what this route takes: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Refusal(400, "the body cannot be read: " + e.getMessage());
        }
    }

    private static void requireMethod(String method, String wanted) {
        requireMethod(method, wanted, wanted);
    }

    private static void requireMethod(String method, String told, String wanted) {
        if (!method.equals(wanted)) {
            throw new Refusal(405, "this route takes " + told);
        }
    }
}
