package prescient.trade.simulation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.batch.BatchLimits;
import prescient.batch.Batcher;
import prescient.database.DatabaseFailure;
import prescient.money.Quantity;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;
import prescient.trade.simulation.EventQueue.Event;
import prescient.trade.simulation.EventQueue.Kind;
import prescient.trade.simulation.QueueTable.Asked;
import prescient.trade.simulation.QueueTable.Stored;
import prescient.trade.venue.Answer;
import prescient.trade.venue.Page;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.Venue;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueOrder;
import prescient.trade.venue.VenueSettlement;

/**
 * The paper exchange of environment {@code simulation}: an order is stored, and answered as working, before anything
 * happens to it; its fills appear a drawn latency later. Any thread; nothing blocks.
 */
@ApplicationScoped
public class SimulatedExchange implements Venue {

    private static final String GHOST = "ghost-";

    private final QueueTable table;
    private final ReportTable reports;
    private final EventQueue queue;
    private final FaultPlan faults;
    private final SimulationConfig config;
    private final InstantSource clock;
    private final Batcher<VenueOrder, Optional<QueuedOrder>> batcher;

    SimulatedExchange(
            QueueTable table,
            ReportTable reports,
            EventQueue queue,
            FaultPlan faults,
            SimulationConfig config,
            InstantSource clock) {
        this.table = table;
        this.reports = reports;
        this.queue = queue;
        this.faults = faults;
        this.config = config;
        this.clock = clock;
        var usual = BatchLimits.USUAL;
        this.batcher = new Batcher<>(
                new BatchLimits(usual.maxBatch(), config.queue(), usual.maxInFlight(), usual.deadline()),
                this::store,
                failure -> !DatabaseFailure.isOutage(failure));
    }

    @Override
    public String environment() {
        return "simulation";
    }

    /**
     * As {@link Venue#submit}.
     *
     * @return fails with {@code ORDER_ID_TAKEN} when the id belongs to another order
     */
    @Override
    public Uni<Answer> submit(VenueOrder order) {
        return batcher.submit(order)
                .map(stored -> {
                    if (stored.isEmpty()) {
                        return new Answer.Unknown("the same id was sent at the same time; ask again");
                    }
                    if (!stored.get().asks(order)) {
                        throw SimulationProblem.ORDER_ID_TAKEN.with(order.clientOrderId() + " is an order for "
                                + stored.get().ticker());
                    }
                    return faults.fires(Fault.TIMEOUT_BUT_MATCHED)
                            ? new Answer.Unknown("no answer in time")
                            : stored.get().answer();
                })
                .onFailure(failure -> !isOurs(failure))
                .recoverWithItem(failure -> new Answer.Unknown(failure.toString()));
    }

    @Override
    public Uni<Answer> find(String clientOrderId) {
        return table.find(clientOrderId)
                .<Answer>map(order -> order == null ? new Answer.NotFound() : order.answer())
                .onFailure()
                .recoverWithItem(failure -> new Answer.Unknown(failure.toString()));
    }

    @Override
    public Uni<Answer> cancel(String clientOrderId) {
        return table.cancel(clientOrderId, clock.instant())
                .chain(() -> find(clientOrderId))
                .onFailure()
                .recoverWithItem(failure -> new Answer.Unknown(failure.toString()));
    }

    @Override
    public Uni<Page<VenueFill>> fills(@Nullable String cursor, int limit) {
        return page(cursor, after -> reports.fills(after, limit));
    }

    @Override
    public Uni<Page<VenueSettlement>> settlements(@Nullable String cursor, int limit) {
        return page(cursor, after -> reports.settlements(after, limit));
    }

    /** Stores a batch and puts what is new into the queue; empty for an order that was not seen. */
    private Uni<List<Optional<QueuedOrder>>> store(List<VenueOrder> orders) {
        var asked = new ArrayList<Asked>();
        for (var order : orders) {
            asked.add(asked(order, order.clientOrderId(), false));
            if (faults.fires(Fault.GHOST_FILL)) {
                asked.add(asked(order, GHOST + order.clientOrderId(), true));
            }
        }
        return table.store(asked).map(stored -> {
            queue.add(stored.values().stream()
                    .filter(Stored::fresh)
                    .map(Stored::order)
                    .map(order -> new Event(order.dueAt(), Kind.MATCH, order.clientOrderId()))
                    .toList());
            return orders.stream()
                    .map(order -> Optional.ofNullable(stored.get(order.clientOrderId()))
                            .map(Stored::order))
                    .toList();
        });
    }

    private Asked asked(VenueOrder order, String id, boolean ghost) {
        var now = clock.instant();
        var profile = id.startsWith(config.autoPrefix()) ? LatencyProfile.AUTO : LatencyProfile.MANUAL;
        return new Asked(
                id,
                ghost,
                order.ticker(),
                order.side(),
                ghost ? new Quantity(java.math.BigDecimal.ONE) : order.count(),
                order.limit(),
                ghost ? TimeInForce.IMMEDIATE_OR_CANCEL : order.timeInForce(),
                profile,
                now,
                now.plus(profile.draw(config.seed(), id)));
    }

    private static <T> Uni<Page<T>> page(@Nullable String cursor, Function<Long, Uni<Page<T>>> read) {
        if (cursor != null && !cursor.matches("[0-9]{1,18}")) {
            return Uni.createFrom().failure(RequestProblem.INVALID_PARAMETER.with("cursor is none of ours"));
        }
        return read.apply(cursor == null ? 0L : Long.parseLong(cursor));
    }

    private static boolean isOurs(Throwable failure) {
        return failure instanceof Refused refused && refused.problem() == SimulationProblem.ORDER_ID_TAKEN;
    }
}
