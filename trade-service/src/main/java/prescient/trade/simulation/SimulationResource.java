package prescient.trade.simulation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;
import prescient.trade.simulation.ReportTable.Balance;
import prescient.trade.simulation.ReportTable.ExplainedFill;
import prescient.trade.simulation.ReportTable.Latency;
import prescient.trade.simulation.SimulationMeters.Measured;
import prescient.trade.simulation.SnapshotTable.Snapshot;
import prescient.trade.venue.VenueSettlement.Result;

/** What the paper exchange knows, and how it is steered. Orders come through {@link SimulatedExchange} only. */
@Path("/simulation")
class SimulationResource {

    private static final int LATEST = 10_000;
    private static final int MOST_FAULTS = 1000;

    private final QueueTable orders;
    private final ReportTable reports;
    private final SnapshotTable snapshots;
    private final PayoutDesk payouts;
    private final EventQueue queue;
    private final SimulationJob job;
    private final FaultPlan faults;
    private final SimulationMeters meters;
    private final InstantSource clock;

    SimulationResource(
            QueueTable orders,
            ReportTable reports,
            SnapshotTable snapshots,
            PayoutDesk payouts,
            EventQueue queue,
            SimulationJob job,
            FaultPlan faults,
            SimulationMeters meters,
            InstantSource clock) {
        this.orders = orders;
        this.reports = reports;
        this.snapshots = snapshots;
        this.payouts = payouts;
        this.queue = queue;
        this.job = job;
        this.faults = faults;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * An order with its fills, each with the level it took, the fee's rule and parts, and the latency.
     *
     * @param status {@code QUEUED}, {@code RESTING}, {@code FILLED}, {@code CANCELED} or {@code REJECTED}
     * @param code why it did not fill whole, null otherwise
     * @param ghost nobody sent it: an injected fault
     */
    record OrderView(
            String clientOrderId,
            String ticker,
            String side,
            BigDecimal count,
            BigDecimal limit,
            String timeInForce,
            String status,
            @Nullable String code,
            @Nullable String reason,
            boolean ghost,
            BigDecimal filled,
            Instant receivedAt,
            Instant dueAt,
            @Nullable Instant doneAt,
            List<ExplainedFill> fills) {

        static OrderView of(QueuedOrder order, List<ExplainedFill> fills) {
            return new OrderView(
                    order.clientOrderId(),
                    order.ticker(),
                    order.side().name(),
                    order.count().shares(),
                    order.limitPrice().value(),
                    order.timeInForce().name(),
                    order.status().name(),
                    order.code(),
                    order.reason(),
                    order.ghost(),
                    order.filled().shares(),
                    order.receivedAt(),
                    order.dueAt(),
                    order.doneAt(),
                    fills);
        }
    }

    /**
     * Drawn and realised times of the latest 10,000 orders and settlements.
     *
     * @param quantiles parts of 1, for the lists of each profile
     * @param sinceStart measured at the commit by this process
     */
    record Latencies(List<Double> quantiles, List<Latency> profiles, Measured sinceStart, int waiting) {}

    record Snapshots(List<Snapshot> snapshots) {}

    record SnapshotRequest(String name) {}

    record SettleRequest(String ticker, Result result) {}

    record FaultRequest(Fault fault, int times) {}

    /** How often each fault is still to happen. */
    record Faults(Map<Fault, Integer> left) {}

    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("orders/{client_order_id}")
    public Uni<OrderView> order(@PathParam("client_order_id") String clientOrderId) {
        return orders.find(clientOrderId).chain(order -> {
            if (order == null) {
                throw SimulationProblem.UNKNOWN_ORDER.with("no order " + clientOrderId);
            }
            return reports.fillsOf(clientOrderId).map(fills -> OrderView.of(order, fills));
        });
    }

    /** The account's balance, and the proof that it is the sum of the cash rules at every step. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("balance")
    public Uni<Balance> balance() {
        return reports.balance();
    }

    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("latency")
    public Uni<Latencies> latency() {
        return reports.latencies(LATEST, LatencyProfile.QUANTILES)
                .map(profiles -> new Latencies(LatencyProfile.QUANTILES, profiles, meters.measured(), queue.size()));
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("snapshots")
    public Uni<Snapshots> snapshots() {
        return snapshots.list().map(Snapshots::new);
    }

    /** Puts the whole state aside under a name. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("snapshots")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Snapshots> take(@Nullable SnapshotRequest request) {
        if (request == null || request.name() == null || !request.name().matches("[A-Za-z0-9._:-]{1,100}")) {
            throw RequestProblem.INVALID_FIELD.with("name has 1 to 100 letters, digits and . _ : -");
        }
        return snapshots.take(request.name(), clock.instant()).chain(taken -> {
            if (!taken) {
                throw SimulationProblem.SNAPSHOT_TAKEN.with(request.name() + " exists");
            }
            return snapshots();
        });
    }

    /** Brings a snapshot's state back; what was queued in it happens as much later as it lay aside. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("snapshots/{name}/restore")
    @RunOnVirtualThread
    public Balance restore(@PathParam("name") String name) {
        boolean found;
        job.pause();
        try {
            found = snapshots.restore(name, clock.instant()).await().indefinitely();
        } finally {
            job.restart();
        }
        if (!found) {
            throw SimulationProblem.UNKNOWN_SNAPSHOT.with("no snapshot " + name);
        }
        return reports.balance().await().indefinitely();
    }

    /** Settles a market by hand; one that is settled already is determined again. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("settlements")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Balance settle(@Nullable SettleRequest request) {
        if (request == null || request.ticker() == null || request.ticker().isBlank() || request.result() == null) {
            throw RequestProblem.INVALID_FIELD.with("ticker and result (YES, NO or VOID) are needed");
        }
        queue.add(payouts.decide(Map.of(request.ticker(), request.result())));
        return reports.balance().await().indefinitely();
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("faults")
    public Faults faults() {
        return new Faults(faults.left());
    }

    /** Makes a fault happen the next {@code times} times; 0 disarms it. */
    @RolesAllowed(Roles.OPERATOR)
    @PUT
    @Path("faults")
    @Consumes(MediaType.APPLICATION_JSON)
    public Faults arm(@Nullable FaultRequest request) {
        if (request == null || request.fault() == null || request.times() < 0 || request.times() > MOST_FAULTS) {
            throw RequestProblem.INVALID_FIELD.with("fault, and times from 0 to " + MOST_FAULTS);
        }
        faults.arm(request.fault(), request.times());
        return faults();
    }
}
