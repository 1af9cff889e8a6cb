package prescient.trade.order;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.batch.BatchLimits;
import prescient.batch.Batcher;
import prescient.database.DatabaseFailure;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;
import prescient.trade.market.MarketClient;
import prescient.trade.order.Execution.Status;
import prescient.trade.stop.StopDesk;
import prescient.trade.stop.StopProblem;
import prescient.trail.Trail;

/**
 * From an order to a trade, for all orders that arrive together:
 *
 * <ol>
 *   <li>check them against the market's quotes;
 *   <li>record the intents, durable before anything is sent, denied ones with their reason;
 *   <li>send what is pending ({@link SendDesk}: reserve cash, place, settle the outcome, tell the portfolio);
 *   <li>answer each with how far it has come.
 * </ol>
 *
 * <p>A crash anywhere leaves pending orders or outbox rows; {@link #resume} and the outbox job go on from there.
 */
@ApplicationScoped
public class OrderDesk {

    private static final Logger LOG = Logger.getLogger(OrderDesk.class);
    private static final Duration SQL = Duration.ofSeconds(15);
    private static final Duration BATCH = Duration.ofMinutes(2);
    private static final int MOST_CANCELLED = 10_000;

    private final OrderStore store;
    private final SendDesk sender;
    private final MarketClient market;
    private final StopDesk stops;
    private final OrderMeters meters;
    private final InstantSource clock;
    private final OrderConfig config;
    private final String environment;
    private final Batcher<Order, Execution> batcher;

    OrderDesk(
            OrderStore store,
            SendDesk sender,
            MarketClient market,
            Exchange exchange,
            StopDesk stops,
            OrderMeters meters,
            InstantSource clock,
            OrderConfig config,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.sender = sender;
        this.market = market;
        this.stops = stops;
        this.meters = meters;
        this.clock = clock;
        this.config = config;
        this.environment = exchange.environment();
        this.batcher = new Batcher<>(
                new BatchLimits(config.batch(), config.queue(), config.batchesInFlight(), BATCH),
                batch -> Uni.createFrom().item(() -> place(batch)).runSubscriptionOn(threads),
                failure -> !(failure instanceof Refused) && !DatabaseFailure.isOutage(failure));
    }

    /**
     * Executes the orders together with whatever else arrives.
     *
     * @return how far each has come, in their order; fails with a refusal when an order's id was used for other content
     *     or when nothing could be recorded
     */
    public Uni<List<Execution>> execute(List<Order> orders) {
        return outcomes(orders).invoke(executions -> executions.forEach(OrderDesk::refuse));
    }

    private static void refuse(Execution execution) {
        var order = "order " + execution.order().orderId();
        switch (execution.code()) {
            case "CONTENT_DIFFERS" -> throw RequestProblem.CONTENT_DIFFERS.with(order);
            case "TRADING_STOPPED" -> throw StopProblem.TRADING_STOPPED.with(order + ": " + execution.detail());
            case null, default -> {}
        }
    }

    /**
     * The same; an order whose id was used for other content is answered as denied with {@code CONTENT_DIFFERS}.
     *
     * @return how far each has come, in their order; fails with a refusal when nothing could be recorded
     */
    public Uni<List<Execution>> outcomes(List<Order> orders) {
        return batcher.submitAll(orders);
    }

    /** How many orders of a cycle have which status. */
    public Uni<Map<Status, Integer>> countsOf(String cycleId) {
        return store.countsOf(cycleId);
    }

    /** Drives on pending orders that have not moved for a while; answers how many there were. Blocks. */
    int resume(int limit) {
        var before = clock.instant().minus(config.resumeAfter());
        var pending = store.pendingSince(before, limit).await().atMost(SQL);
        if (!pending.isEmpty()) {
            LOG.infof("%d pending orders are driven on", pending.size());
            sender.send(pending.stream().map(Stored::quoted).toList());
        }
        return pending.size();
    }

    /**
     * Cancels opening orders that are pending and have not moved for a while; cash that is held for them is given back.
     * Blocks.
     *
     * @return how many were cancelled
     * @throws Refused {@code NEIGHBOUR_UNAVAILABLE} when some are pending still
     */
    public int cancel() {
        var pending = opening();
        var endings = sender.cancel(pending.stream().map(Stored::quoted).toList());
        if (endings.size() < pending.size()) {
            throw RequestProblem.NEIGHBOUR_UNAVAILABLE.with(pending.size() - endings.size() + " orders are pending");
        }
        return endings.size();
    }

    /** Opening orders that {@link #cancel} would cancel now. Blocks. */
    public List<Order> cancellable() {
        return opening().stream().map(Stored::order).toList();
    }

    private List<Stored> opening() {
        var before = clock.instant().minus(config.resumeAfter());
        return store.pendingSince(before, MOST_CANCELLED).await().atMost(SQL).stream()
                .filter(stored -> stored.order().side() == Order.Side.OPEN)
                .toList();
    }

    /** While trading is stopped, opening orders that are not known are refused and not stored; the others go on. */
    private List<Execution> place(List<Order> batch) {
        var stopped = stops.stopped().orElse(null);
        if (stopped == null) {
            return placed(batch);
        }
        var opening = batch.stream()
                .filter(order -> order.side() == Order.Side.OPEN)
                .map(Order::orderId)
                .toList();
        var known = store.find(opening).await().atMost(SQL).keySet();
        Predicate<Order> mayGoOn = order -> order.side() == Order.Side.CLOSE || known.contains(order.orderId());
        var allowed = batch.stream().filter(mayGoOn).toList();
        var placed = (allowed.isEmpty() ? List.<Execution>of() : placed(allowed)).iterator();
        return batch.stream()
                .map(order -> mayGoOn.test(order)
                        ? placed.next()
                        : new Execution(
                                order, Status.DENIED, StopProblem.TRADING_STOPPED.name(), stopped, null, null, false))
                .toList();
    }

    private List<Execution> placed(List<Order> batch) {
        var orders = new LinkedHashMap<String, Order>();
        batch.forEach(order -> orders.putIfAbsent(order.orderId(), order));

        // 1 check
        var quotes = market.quotes(orders.values().stream().map(Order::marketId).toList())
                .await()
                .atMost(BATCH);
        var rules = new QuoteRules(config.quoteMaxAge());
        var intents = orders.values().stream()
                .map(order -> rules.check(order, quotes.get(order.marketId()), clock.instant()))
                .toList();

        // 2 record
        var fresh = record(intents);
        intents.stream()
                .filter(intent -> fresh.contains(intent.order().orderId()))
                .forEach(intent -> {
                    meters.recorded(intent);
                    tell(intent);
                });
        var known = taken(intents, fresh);
        // In the order that was asked for: it decides who gets the cash where there is not enough for all.
        var states = new LinkedHashMap<String, Stored>();
        for (var intent : intents) {
            var id = intent.order().orderId();
            var stored = fresh.contains(id) ? Stored.of(intent) : known.get(id);
            if (stored != null) {
                states.put(id, stored);
            }
        }

        // 3 send what is pending, whoever recorded it
        var endings = sender.send(states.values().stream()
                .filter(stored -> stored.status() == Status.PENDING)
                .map(Stored::quoted)
                .toList());

        // 4 answer
        var seen = new HashSet<String>();
        return batch.stream()
                .map(order -> answer(
                        order,
                        states.get(order.orderId()),
                        endings.get(order.orderId()),
                        !fresh.contains(order.orderId()) || !seen.add(order.orderId())))
                .toList();
    }

    private static void tell(Intent intent) {
        if (Trail.isOn()) {
            var order = intent.order();
            Trail.of("orderId", order.orderId())
                    .and("tradeId", order.tradeId())
                    .and("signalId", order.signalId())
                    .and("cycleId", order.cycleId())
                    .and("status", intent.status().wire())
                    .and("code", intent.code())
                    .tell("order recorded");
        }
    }

    private Set<String> record(List<Intent> intents) {
        return store.record(intents, environment, clock.instant()).await().atMost(SQL);
    }

    /** What became of intents that were not stored: known already, a second exposure, or nothing to close. */
    private Map<String, Stored> taken(List<Intent> intents, Set<String> fresh) {
        var left = intents.stream()
                .filter(intent -> !fresh.contains(intent.order().orderId()))
                .toList();
        if (left.isEmpty()) {
            return Map.of();
        }
        var ids = left.stream().map(intent -> intent.order().orderId()).toList();
        var known = new HashMap<>(store.find(ids).await().atMost(SQL));
        var doubled = new ArrayList<Intent>();
        for (var intent : left) {
            var order = intent.order();
            if (!known.containsKey(order.orderId())) {
                doubled.add(denied(order));
            }
        }
        if (!doubled.isEmpty()) {
            record(doubled);
            known.putAll(store.find(doubled.stream()
                            .map(intent -> intent.order().orderId())
                            .toList())
                    .await()
                    .atMost(SQL));
        }
        return known;
    }

    private static Intent denied(Order order) {
        return switch (order.side()) {
            case OPEN ->
                QuoteRules.denied(
                        order,
                        OrderProblem.DUPLICATE_POSITION,
                        "market " + order.marketId() + " is held or being bought");
            case CLOSE ->
                QuoteRules.denied(
                        order,
                        OrderProblem.TRADE_NOT_OPEN,
                        "trade " + order.tradeId() + " has ended or is being closed");
        };
    }

    private static Execution answer(Order order, @Nullable Stored stored, @Nullable Ending ending, boolean repeated) {
        if (stored == null) {
            throw new IllegalStateException("order " + order.orderId() + " is neither stored nor known");
        }
        if (!stored.content().equals(order.content())) {
            return new Execution(order, Status.DENIED, "CONTENT_DIFFERS", null, null, null, true);
        }
        return ending == null ? stored.execution(repeated) : ending.execution(stored.order(), repeated);
    }
}
