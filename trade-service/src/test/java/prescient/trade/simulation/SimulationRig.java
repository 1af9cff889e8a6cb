package prescient.trade.simulation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import prescient.json.JsonSettings;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.simulation.Book.Level;
import prescient.trade.simulation.EventQueue.Event;
import prescient.trade.venue.Answer;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueOrder;
import prescient.trade.venue.VenueSettlement;
import prescient.trade.venue.VenueSettlement.Result;

/** An exchange of its own on the real tables, with a clock and books that the test sets. Its loop has no thread. */
final class SimulationRig {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final Instant START = Instant.parse("2025-07-28T12:00:00Z");

    final MovingClock clock;
    final Map<String, Book> books = new ConcurrentHashMap<>();
    final Map<String, Result> results = new ConcurrentHashMap<>();
    final FaultPlan faults = new FaultPlan();
    final SimulationMeters meters = new SimulationMeters(new SimpleMeterRegistry());
    final EventQueue queue;
    final QueueTable orders;
    final ReportTable reports;
    final PayoutDesk payouts;
    final EventLoop loop;
    final SimulatedExchange exchange;
    final SimulationConfig config;

    /** An exchange on emptied tables. */
    SimulationRig(Instant start) {
        SimulationDatabase.empty();
        clock = new MovingClock(start);
        config = SimulationDatabase.config();
        var pool = SimulationDatabase.pool();
        var json = JsonSettings.mapper();
        queue = new EventQueue(clock);
        orders = new QueueTable(pool, json);
        reports = new ReportTable(pool, json);
        payouts =
                new PayoutDesk(new PayoutTable(pool, json), tickers -> answer(results), faults, config, meters, clock);
        var matches =
                new MatchDesk(new MatchTable(pool, json), tickers -> answer(books), faults, config, meters, clock);
        loop = new EventLoop(queue, matches, payouts, config, clock);
        exchange = new SimulatedExchange(orders, reports, queue, faults, config, clock);
        orders.open(new Money(config.startingBalance()), clock.instant())
                .await()
                .atMost(PATIENCE);
    }

    private static <T> Uni<Map<String, T>> answer(Map<String, T> all) {
        return Uni.createFrom().item(() -> new HashMap<>(all));
    }

    Answer submit(VenueOrder order) {
        return exchange.submit(order).await().atMost(PATIENCE);
    }

    Answer find(String id) {
        return exchange.find(id).await().atMost(PATIENCE);
    }

    /** Lets happen what is due until then, each at its time; answers what was left for later. */
    void run(Duration time) {
        var end = clock.instant().plus(time);
        while (!queue.next().isAfter(end)) {
            clock.until(queue.next());
            loop.happen(queue.due(config.batch()));
        }
        clock.until(end);
    }

    List<VenueFill> fills() {
        var all = new ArrayList<VenueFill>();
        @Nullable String cursor = null;
        while (true) {
            var page = exchange.fills(cursor, 500).await().atMost(PATIENCE);
            if (page.items().isEmpty()) {
                return all;
            }
            all.addAll(page.items());
            cursor = page.cursor();
        }
    }

    List<VenueSettlement> settlements() {
        return exchange.settlements(null, 1000).await().atMost(PATIENCE).items();
    }

    ReportTable.Balance balance() {
        return reports.balance().await().atMost(PATIENCE);
    }

    QueuedOrder order(String id) {
        return java.util.Objects.requireNonNull(orders.find(id).await().atMost(PATIENCE), id);
    }

    /** What a new process would find. */
    List<Event> restart() {
        queue.clear();
        var alive = orders.alive(clock.instant().plus(Duration.ofDays(1)), true)
                .await()
                .atMost(PATIENCE);
        queue.add(alive);
        return alive;
    }

    /** Shows a book in which NO is bid for so that YES is offered at these prices: {@code "0.40:10 0.41:5"}. */
    void offerYes(String ticker, String offers) {
        books.put(ticker, book(ticker, clock.instant(), offers, TickGrid.CENTS));
    }

    static Book book(String ticker, Instant at, String offers, TickGrid grid) {
        var bids = new ArrayList<Level>();
        for (var offer : offers.split(" ", -1)) {
            if (!offer.isEmpty()) {
                var parts = offer.split(":", -1);
                bids.add(
                        new Level(new Price(BigDecimal.ONE.subtract(new BigDecimal(parts[0]))), count(parts[1]), null));
            }
        }
        return new Book(ticker, at, at.plus(Duration.ofHours(1)), List.of(), bids, grid);
    }

    static VenueOrder yes(String id, String ticker, String count, String limit, TimeInForce time) {
        return new VenueOrder(id, ticker, Side.YES, count(count), Price.of(limit), time);
    }

    static Quantity count(String contracts) {
        return new Quantity(new BigDecimal(contracts));
    }
}
