package prescient.trade.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;
import prescient.trade.cycle.CycleRequest.Parameters;
import prescient.trade.execution.ExecutionDesk;
import prescient.trade.market.MarketClient;
import prescient.trade.order.Execution.Status;
import prescient.trade.order.OrderDesk;
import prescient.trade.outbox.OutboxDesk;
import prescient.trade.outbox.OutboxMessage.Topic;
import prescient.trade.portfolio.PortfolioClient;
import prescient.trade.settle.SettleDesk;
import prescient.trade.signal.SignalClient;
import prescient.trade.stop.StopDesk;

/**
 * The steps of a trading cycle, in order. Each is repeatable under the cycle's id, so a step that was cut short is
 * simply run again. Filtering belongs to the strategy and happens inside {@code signals}.
 */
@ApplicationScoped
class StepDesk {

    private static final Duration CALL = Duration.ofMinutes(3);

    /** Outcomes told before the step ends, so that a cycle leaves nothing behind; the outbox job tells the rest. */
    private static final int OUTCOMES = 1000;

    private final MarketClient market;
    private final SignalClient signals;
    private final ExecutionDesk execution;
    private final OrderDesk orders;
    private final SettleDesk settlement;
    private final PortfolioClient portfolio;
    private final OutboxDesk outbox;
    private final StopDesk stops;

    StepDesk(
            MarketClient market,
            SignalClient signals,
            ExecutionDesk execution,
            OrderDesk orders,
            SettleDesk settlement,
            PortfolioClient portfolio,
            OutboxDesk outbox,
            StopDesk stops) {
        this.market = market;
        this.signals = signals;
        this.execution = execution;
        this.orders = orders;
        this.settlement = settlement;
        this.portfolio = portfolio;
        this.outbox = outbox;
        this.stops = stops;
    }

    /**
     * A step.
     *
     * @param needs steps that must have completed before it may run
     * @param work answers the step's counts; a failure that may pass is thrown as a refusal or an outage
     */
    record Definition(String name, List<String> needs, Work work) {}

    /** What a step does. */
    interface Work {
        Map<String, Object> run(Cycle cycle);
    }

    /** All steps, in the order they run in. */
    List<Definition> all() {
        return List.of(
                new Definition("ingest", List.of(), this::ingest),
                new Definition("signals", List.of("ingest"), this::signals),
                new Definition("execute", List.of("signals"), this::execute),
                new Definition("settle", List.of(), this::settle),
                new Definition("value", List.of(), this::value),
                new Definition("snapshot", List.of("value"), this::snapshot),
                new Definition("archive", List.of("signals"), this::archive),
                new Definition("status", List.of(), this::status));
    }

    /**
     * Refuses what the strategy would refuse, before a cycle is stored. A signal-service that does not answer refuses
     * nothing: the step that needs it waits for it.
     */
    void check(String cycleId, Parameters wanted) {
        try {
            signals.check(cycleId, wanted.portfolioId(), wanted.strategy(), wanted.parameters(), wanted.filters())
                    .await()
                    .atMost(CALL);
        } catch (Refused refused) {
            if (refused.problem() == RequestProblem.NEIGHBOUR_REFUSED) {
                throw RequestProblem.INVALID_FIELD.with(refused.detail());
            }
        }
    }

    private Map<String, Object> ingest(Cycle cycle) {
        var run = market.ingest(cycle.cycleId()).await().atMost(CALL);
        if (run.status().equals("running")) {
            throw RequestProblem.NEIGHBOUR_UNAVAILABLE.with("the ingest of this cycle is still running");
        }
        var counts = new LinkedHashMap<String, Object>();
        counts.put("catalogue", run.status());
        counts.put("catalogue_events", run.events());
        counts.put("catalogue_markets", run.markets());
        counts.put("quarantined", run.quarantined());
        counts.put("snapshots", run.snapshots());
        if (run.reason() != null) {
            counts.put("reason", run.reason());
        }
        return counts;
    }

    private Map<String, Object> signals(Cycle cycle) {
        var parameters = cycle.parameters();
        var generated = signals.generate(
                        cycle.cycleId(),
                        cycle.portfolioId(),
                        parameters.strategy(),
                        parameters.parameters(),
                        parameters.filters())
                .await()
                .atMost(CALL);
        var counts = new LinkedHashMap<String, Object>();
        counts.put("events", generated.events());
        counts.put("candidates", generated.candidates());
        counts.put("markets", generated.markets());
        counts.put("signals", generated.signals());
        counts.put("buy_yes", generated.buyYes());
        counts.put("buy_no", generated.buyNo());
        return counts;
    }

    /**
     * Counts come from the orders, not from this attempt, so that a resumed step tells the whole truth. While trading
     * is stopped no signal is executed, and the rest of the cycle goes on.
     */
    private Map<String, Object> execute(Cycle cycle) {
        boolean stopped = stops.stopped().isPresent();
        if (!stopped) {
            execution.executeSignals(cycle.cycleId(), cycle.cycleId(), cycle.portfolioId());
        }
        outbox.deliverDue(Topic.SIGNAL_OUTCOME, OUTCOMES);
        var byStatus = orders.countsOf(cycle.cycleId()).await().atMost(CALL);
        int pending = byStatus.getOrDefault(Status.PENDING, 0);
        if (pending > 0) {
            throw RequestProblem.NEIGHBOUR_UNAVAILABLE.with(pending + " orders are still pending");
        }
        var counts = new LinkedHashMap<String, Object>();
        counts.put("executed", byStatus.getOrDefault(Status.FILLED, 0) + byStatus.getOrDefault(Status.CLOSED, 0));
        counts.put("denied", byStatus.getOrDefault(Status.DENIED, 0) + byStatus.getOrDefault(Status.REJECTED, 0));
        if (stopped) {
            counts.put("stopped", true);
        }
        return counts;
    }

    private Map<String, Object> settle(Cycle cycle) {
        var round = settlement.settleResolved(cycle.startedAt());
        return Map.of("open_markets", round.openMarkets(), "refreshed", round.refreshed(), "settled", round.settled());
    }

    private Map<String, Object> value(Cycle cycle) {
        var valuation = portfolio.value(cycle.portfolioId()).await().atMost(CALL);
        return Map.of(
                "cash", valuation.cash(),
                "reserved", valuation.reserved(),
                "positions_value", valuation.positionsValue(),
                "total_value", valuation.totalValue(),
                "open_positions", valuation.openPositions());
    }

    private Map<String, Object> snapshot(Cycle cycle) {
        portfolio.snapshot(cycle.portfolioId(), cycle.cycleId()).await().atMost(CALL);
        return Map.of();
    }

    private Map<String, Object> archive(Cycle cycle) {
        return Map.of("archived", signals.archive(cycle.cycleId()).await().atMost(CALL));
    }

    private Map<String, Object> status(Cycle cycle) {
        return Map.of(
                "ledger_balanced", portfolio.checkLedger().await().atMost(CALL).balanced());
    }
}
