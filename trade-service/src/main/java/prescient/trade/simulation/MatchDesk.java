package prescient.trade.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import prescient.trade.simulation.EventQueue.Event;
import prescient.trade.simulation.EventQueue.Kind;
import prescient.trade.simulation.QueuedOrder.Status;

/** Lets orders meet the books when they are due. Blocks; one thread at a time is enough, several do no harm. */
@ApplicationScoped
class MatchDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 10;

    private final MatchTable table;
    private final Books books;
    private final FaultPlan faults;
    private final SimulationConfig config;
    private final SimulationMeters meters;
    private final InstantSource clock;

    MatchDesk(
            MatchTable table,
            Books books,
            FaultPlan faults,
            SimulationConfig config,
            SimulationMeters meters,
            InstantSource clock) {
        this.table = table;
        this.books = books;
        this.faults = faults;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Handles the orders of these ids together; those that have ended meanwhile are left alone.
     *
     * @return what is to happen next because of it
     * @throws IllegalStateException when others keep changing the state; nothing was written then
     */
    List<Event> match(List<String> clientOrderIds) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // 1. What is known of the exchange, and what the markets show.
            var state = table.read(clientOrderIds, config.venue()).await().atMost(DEADLINE);
            if (state.orders().isEmpty()) {
                return List.of();
            }
            var tickers =
                    state.orders().stream().map(QueuedOrder::ticker).distinct().toList();
            var shown = books.of(tickers).await().atMost(DEADLINE);
            // 2. Who gets what.
            var now = clock.instant();
            var outcome = new Matching(state, shown, rules(), now).decide();
            // 3. All of it, or again from the start.
            if (table.write(outcome, now).await().atMost(DEADLINE)) {
                measure(state.orders(), outcome);
                return next(state.orders(), outcome, now);
            }
        }
        throw new IllegalStateException("the state of the exchange moved " + ATTEMPTS + " times");
    }

    private MatchRules rules() {
        return new MatchRules(
                config.venue(), config.seed(), config.bookPatience(), () -> faults.fires(Fault.DROPPED_SEQUENCE));
    }

    private void measure(List<QueuedOrder> orders, Outcome outcome) {
        var done = clock.instant();
        for (var order : orders) {
            if (order.status() == Status.QUEUED && !outcome.waiting().contains(order.clientOrderId())) {
                meters.happened(order.profile(), Duration.between(order.dueAt(), done));
            }
        }
    }

    private List<Event> next(List<QueuedOrder> orders, Outcome outcome, Instant now) {
        var becomes = new HashMap<String, Status>();
        orders.forEach(order -> becomes.put(order.clientOrderId(), order.status()));
        outcome.orders().forEach(change -> becomes.put(change.clientOrderId(), change.status()));
        var events = new ArrayList<Event>();
        for (var entry : becomes.entrySet()) {
            pause(entry).ifPresent(pause -> events.add(new Event(now.plus(pause), Kind.MATCH, entry.getKey())));
        }
        outcome.markets().forEach(market -> events.add(new Event(market.dueAt(), Kind.SETTLE, market.ticker())));
        return events;
    }

    private java.util.Optional<Duration> pause(Map.Entry<String, Status> order) {
        return switch (order.getValue()) {
            case QUEUED -> java.util.Optional.of(config.retryPause());
            case RESTING -> java.util.Optional.of(config.restingInterval());
            case FILLED, CANCELED, REJECTED -> java.util.Optional.empty();
        };
    }
}
