package prescient.venuesim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one account at the simulated Kalshi: it buys from the hourly markets' books, nets pairs and is paid when markets
 * are decided. Amounts are hundredths of a cent, counts hundredths of a contract. Safe for many threads.
 */
final class KalshiAccount {

    /** Something to be told over the socket. */
    record Event(String channel, Object about) {}

    private static final long START = 100_000_000;
    private static final long CENT = 100;
    private static final long CONTRACT = 100;

    private final Noise noise;
    private final Function<String, Optional<HourlyEvent.Strike>> markets;
    private final Map<String, KalshiOrder> orders = new LinkedHashMap<>();
    private final Set<String> clientIds = new HashSet<>();
    private final Map<String, KalshiOrder> resting = new LinkedHashMap<>();
    private final List<KalshiFill> fills = new ArrayList<>();
    private final List<KalshiSettled> settlements = new ArrayList<>();
    private final Map<String, KalshiHolding> holdings = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private long balance = START;

    /** @param markets finds what is traded */
    KalshiAccount(Noise noise, Function<String, Optional<HourlyEvent.Strike>> markets) {
        this.noise = noise;
        this.markets = markets;
    }

    /** A wish to buy. */
    record Wish(String clientId, String ticker, boolean yes, long count, long limit, String timeInForce) {}

    /**
     * Takes an order and fills what the book offers at its limit or better.
     *
     * @throws Refusal as the venue would
     */
    synchronized KalshiOrder place(Wish wish, Instant now) {
        var strike = markets.apply(wish.ticker())
                .filter(found -> found.event().state(now) == TemperatureEvent.State.ACTIVE)
                .orElseThrow(() -> new Refusal(404, "market_not_found"));
        if (!wish.clientId().isEmpty() && clientIds.contains(wish.clientId())) {
            throw new Refusal(409, "order_already_exists");
        }
        var offers = offers(strike, wish.yes(), wish.limit(), now);
        long offered = offers.values().stream().mapToLong(count -> count).sum() * CONTRACT;
        if (wish.timeInForce().equals("fill_or_kill") && offered < wish.count()) {
            throw new Refusal(409, "fill_or_kill_insufficient_resting_volume");
        }
        if (wish.count() * wish.limit() / CONTRACT > balance) {
            throw new Refusal(400, "insufficient_balance");
        }
        var order = record(wish, now);
        for (var offer : offers.entrySet()) {
            long left = wish.count() - order.filled();
            if (left > 0) {
                order = fill(order, Math.min(left, offer.getValue() * CONTRACT), offer.getKey() * CENT, true, now);
            }
        }
        if (order.rests() && !wish.timeInForce().equals("good_till_canceled")) {
            order = put(order.canceled(now));
        }
        return order;
    }

    /** Cancels what is left; answers how much that was. */
    synchronized Optional<Long> cancel(String id, Instant now) {
        var order = orders.get(id);
        if (order == null) {
            return Optional.empty();
        }
        long left = order.remaining();
        if (order.rests()) {
            put(order.canceled(now));
        }
        return Optional.of(left);
    }

    /** Brings the account to {@code now}: resting orders meet the book, decided markets pay. */
    synchronized void advance(Instant now) {
        for (var order : List.copyOf(resting.values())) {
            markets.apply(order.ticker()).ifPresent(strike -> meet(order, strike, now));
        }
        for (var ticker : List.copyOf(holdings.keySet())) {
            markets.apply(ticker)
                    .filter(strike -> strike.event().state(now) == TemperatureEvent.State.FINALIZED)
                    .ifPresent(this::settle);
        }
    }

    private void meet(KalshiOrder order, HourlyEvent.Strike strike, Instant now) {
        if (strike.event().state(now) != TemperatureEvent.State.ACTIVE) {
            put(order.canceled(strike.event().closes()));
            return;
        }
        var filled = order;
        for (var offer : offers(strike, order.yes(), order.limit(), now).entrySet()) {
            long left = order.count() - filled.filled();
            if (left > 0) {
                // A resting order is filled at its own price.
                filled = fill(filled, Math.min(left, offer.getValue() * CONTRACT), order.limit(), false, now);
            }
        }
    }

    private void settle(HourlyEvent.Strike strike) {
        var held = holdings.getOrDefault(strike.ticker(), new KalshiHolding());
        holdings.remove(strike.ticker());
        long revenue = held.revenue(strike.holds());
        balance += revenue;
        settlements.add(new KalshiSettled(
                strike.ticker(),
                strike.holds(),
                held.bought(true),
                held.cost(true),
                held.bought(false),
                held.cost(false),
                held.fees(),
                revenue,
                strike.event().settles()));
        events.add(new Event("market_positions", new Position(strike.ticker(), new KalshiHolding())));
    }

    /** Takes an order and fill of the past, at a price it had then. */
    synchronized void remember(Wish wish, long price, Instant at) {
        fill(record(wish, at), wish.count(), price, true, at);
        events.clear();
    }

    private KalshiOrder record(Wish wish, Instant at) {
        var id = "sim-order-%08d".formatted(orders.size() + 1);
        clientIds.add(wish.clientId());
        return put(new KalshiOrder(
                id,
                wish.clientId(),
                wish.ticker(),
                wish.yes(),
                wish.count(),
                wish.limit(),
                wish.timeInForce(),
                0,
                0,
                0,
                "resting",
                at,
                at));
    }

    private KalshiOrder put(KalshiOrder order) {
        orders.put(order.id(), order);
        if (order.rests()) {
            resting.put(order.id(), order);
        } else {
            resting.remove(order.id());
        }
        events.add(new Event("user_orders", order));
        return order;
    }

    /** A market's holding as of now. */
    record Position(String ticker, KalshiHolding holding) {}

    private KalshiOrder fill(KalshiOrder order, long count, long price, boolean isTaker, Instant at) {
        long fee = isTaker ? fee(count, price) : 0;
        var holding = holdings.computeIfAbsent(order.ticker(), ticker -> new KalshiHolding());
        balance += holding.take(order.yes(), count, price, fee, at);
        var filled = put(order.with(count, count * price / CONTRACT, fee, at));
        var fill = new KalshiFill(
                "sim-fill-%08d".formatted(fills.size() + 1),
                filled,
                count,
                price,
                fee,
                isTaker,
                at,
                holding.position());
        fills.add(fill);
        events.add(new Event("fill", fill));
        events.add(new Event("market_positions", new Position(order.ticker(), holding)));
        return filled;
    }

    /** 7 % of count times price times what is left to a dollar, rounded up to a hundredth of a cent. */
    private static long fee(long count, long price) {
        return Math.ceilDiv(7 * count * price * (10_000 - price), 100L * CONTRACT * 10_000);
    }

    /** What can be bought, by price in whole cents, the best first: who bids for the other side sells this one. */
    private Map<Integer, Long> offers(HourlyEvent.Strike strike, boolean yes, long limit, Instant now) {
        var book = HourlyBook.at(strike, noise, now);
        var offers = new TreeMap<Integer, Long>();
        (yes ? book.no() : book.yes()).forEach((bid, count) -> {
            if ((100 - bid) * CENT <= limit) {
                offers.put(100 - bid, count);
            }
        });
        return offers;
    }

    synchronized List<KalshiOrder> orders() {
        return List.copyOf(orders.values());
    }

    synchronized @Nullable KalshiOrder order(String id) {
        return orders.get(id);
    }

    synchronized List<KalshiFill> fills() {
        return List.copyOf(fills);
    }

    /** As they were decided. */
    synchronized List<KalshiSettled> settlements() {
        return settlements.stream()
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .toList();
    }

    synchronized Map<String, KalshiHolding> holdings() {
        return new TreeMap<>(holdings);
    }

    synchronized long balance() {
        return balance;
    }

    /** What there is to tell behind a place in the account's events. */
    synchronized List<Event> eventsAfter(int place) {
        return List.copyOf(events.subList(Math.min(place, events.size()), events.size()));
    }

    synchronized int eventCount() {
        return events.size();
    }
}
