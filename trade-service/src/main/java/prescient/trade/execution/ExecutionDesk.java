package prescient.trade.execution;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.trade.order.Action;
import prescient.trade.order.Execution;
import prescient.trade.order.Order;
import prescient.trade.order.OrderDesk;
import prescient.trade.order.Origin;
import prescient.trade.signal.Signal;
import prescient.trade.signal.SignalClient;
import prescient.trade.stop.StopDesk;

/** Turns a portfolio's executable signals into orders and executes them, claim by claim. */
@ApplicationScoped
public class ExecutionDesk {

    /** Signals are made from the catalogue, which is Polymarket's. */
    private static final Origin CATALOGUE = Origin.of("polymarket");

    private static final int CLAIM = 500;

    /** Behind {@code settle-trade-} and between {@code fill-order-} and {@code -1} it is still an id of 200. */
    private static final int SIGNAL_ID = 187;

    /** Portfolios that share one of these locks take turns too, which only costs time. */
    private static final int TURNS = 64;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SignalClient signals;
    private final OrderDesk orders;
    private final StopDesk stops;
    private final BigDecimal tolerance;
    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toList();

    ExecutionDesk(SignalClient signals, OrderDesk orders, StopDesk stops, ExecutionConfig config) {
        this.signals = signals;
        this.orders = orders;
        this.stops = stops;
        this.tolerance = config.priceTolerance();
    }

    /**
     * Executes every signal the claimant can get. Blocks; on a virtual thread. Repeating it with the same claimant
     * finishes what an earlier attempt left. Requests for one portfolio take turns: a second one finds what the first
     * has left, instead of sending the same orders again.
     *
     * @param cycleId the cycle the orders are for, null outside one
     * @throws prescient.problem.Refused {@code TRADING_STOPPED}; then no signal is claimed
     */
    public List<Execution> executeSignals(String claimant, @Nullable String cycleId, int portfolioId) {
        stops.requireEntries();
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
        var key = keyOf(signal.signalId());
        return new Order(
                "order-" + key,
                "trade-" + key,
                Order.Side.OPEN,
                signal.portfolioId(),
                signal.signalId(),
                cycleId,
                signal.marketId(),
                Order.shown(signal.marketQuestion()),
                Action.of(signal.action()),
                signal.amount(),
                null,
                new Price(signal.targetPrice().value().add(tolerance).min(BigDecimal.ONE)),
                signal.confidence(),
                shown(signal.reason()),
                shown(signal.eventId()),
                shown(signal.eventTitle()),
                signal.eventEndDate(),
                CATALOGUE);
    }

    /** What ids are derived from: the signal's id, or a digest of one that is too long for that. */
    private static String keyOf(String signalId) {
        if (signalId.length() <= SIGNAL_ID) {
            return signalId;
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(signalId.getBytes(StandardCharsets.UTF_8));
            return signalId.substring(0, SIGNAL_ID / 2) + "." + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static @Nullable String shown(@Nullable String text) {
        return text == null ? null : Order.shown(text);
    }
}
