package prescient.trade.execution;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.trade.order.Action;
import prescient.trade.order.Execution;
import prescient.trade.order.Order;
import prescient.trade.order.OrderDesk;
import prescient.trade.signal.Signal;
import prescient.trade.signal.SignalClient;

/** Turns a portfolio's executable signals into orders and executes them, claim by claim. */
@ApplicationScoped
public class ExecutionDesk {

    private static final int CLAIM = 500;

    /** Portfolios that share one of these locks take turns too, which only costs time. */
    private static final int TURNS = 64;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SignalClient signals;
    private final OrderDesk orders;
    private final BigDecimal tolerance;
    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toList();

    ExecutionDesk(SignalClient signals, OrderDesk orders, ExecutionConfig config) {
        this.signals = signals;
        this.orders = orders;
        this.tolerance = config.priceTolerance();
    }

    /**
     * Executes every signal the claimant can get. Blocks; on a virtual thread. Repeating it with the same claimant
     * finishes what an earlier attempt left. Requests for one portfolio take turns: a second one finds what the first
     * has left, instead of sending the same orders again.
     *
     * @param cycleId the cycle the orders are for, null outside one
     */
    public List<Execution> executeSignals(String claimant, @Nullable String cycleId, int portfolioId) {
        var turn = turns.get(Math.floorMod(portfolioId, TURNS));
        turn.lock();
        try {
            return claimByClaim(claimant, cycleId, portfolioId);
        } finally {
            turn.unlock();
        }
    }

    private List<Execution> claimByClaim(String claimant, @Nullable String cycleId, int portfolioId) {
        var executions = new ArrayList<Execution>();
        var seen = new HashSet<String>();
        while (true) {
            var claimed = signals.claim(claimant, portfolioId, CLAIM).await().atMost(PATIENCE).stream()
                    .filter(signal -> seen.add(signal.signalId()))
                    .toList();
            if (claimed.isEmpty()) {
                return executions;
            }
            var batch = claimed.stream().map(signal -> orderOf(signal, cycleId)).toList();
            executions.addAll(orders.execute(batch).await().atMost(PATIENCE));
        }
    }

    private Order orderOf(Signal signal, @Nullable String cycleId) {
        return new Order(
                "order-" + signal.signalId(),
                "trade-" + signal.signalId(),
                Order.Side.OPEN,
                signal.portfolioId(),
                signal.signalId(),
                cycleId,
                signal.marketId(),
                signal.marketQuestion(),
                Action.of(signal.action()),
                signal.amount(),
                null,
                new Price(signal.targetPrice().value().add(tolerance).min(BigDecimal.ONE)),
                signal.confidence(),
                signal.reason(),
                signal.eventId(),
                signal.eventTitle(),
                signal.eventEndDate());
    }
}
