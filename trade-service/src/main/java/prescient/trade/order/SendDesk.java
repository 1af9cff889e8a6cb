package prescient.trade.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.problem.Refused;
import prescient.trade.order.Exchange.Answer;
import prescient.trade.order.Exchange.Matched;
import prescient.trade.order.Exchange.NoAnswer;
import prescient.trade.order.Exchange.Quoted;
import prescient.trade.order.Exchange.Rejected;
import prescient.trade.order.Execution.Status;
import prescient.trade.outbox.OutboxDesk;
import prescient.trade.portfolio.PortfolioClient;
import prescient.trade.portfolio.Reservation;
import prescient.trade.portfolio.ReservationResult;
import prescient.trade.stop.StopDesk;
import prescient.trade.stop.StopProblem;
import prescient.trail.Trail;

/** Takes recorded orders through cash, exchange and books. Every step is repeatable, so a crash only means again. */
@ApplicationScoped
class SendDesk {

    private static final Logger LOG = Logger.getLogger(SendDesk.class);
    private static final Duration STEP = Duration.ofSeconds(30);

    private final OrderStore store;
    private final PortfolioClient portfolio;
    private final Exchange exchange;
    private final OutboxDesk outbox;
    private final StopDesk stops;
    private final OrderMeters meters;
    private final InstantSource clock;

    SendDesk(
            OrderStore store,
            PortfolioClient portfolio,
            Exchange exchange,
            OutboxDesk outbox,
            StopDesk stops,
            OrderMeters meters,
            InstantSource clock) {
        this.store = store;
        this.portfolio = portfolio;
        this.exchange = exchange;
        this.outbox = outbox;
        this.stops = stops;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Sends pending orders. Blocks; on a virtual thread.
     *
     * @return how each ended, by order id; one that is missing is still pending
     */
    Map<String, Ending> send(List<Quoted> pending) {
        return drive(
                pending,
                stops.stopped()
                        .map(why -> new Barrier(StopProblem.TRADING_STOPPED.name(), why))
                        .orElse(null));
    }

    /** Ends pending orders without placing them, and gives back the cash that is held for them. Blocks likewise. */
    Map<String, Ending> cancel(List<Quoted> pending) {
        return drive(pending, new Barrier("CANCELLED", "cancelled by the kill switch"));
    }

    /** Why opening orders do not get to the exchange. */
    private record Barrier(String code, String reason) {}

    private Map<String, Ending> drive(List<Quoted> pending, @Nullable Barrier barrier) {
        if (pending.isEmpty()) {
            return Map.of();
        }
        try {
            // 3 reserve the cash
            var endings = new ArrayList<Ending>();
            var funded = allowed(reserve(pending, endings), barrier, endings);

            // 4 place them on the exchange
            var answers = exchange.place(funded).await().atMost(STEP);
            for (int i = 0; i < funded.size(); i++) {
                var ending = endingOf(funded.get(i).order(), answers.get(i));
                if (ending != null) {
                    endings.add(ending);
                }
            }

            // 5 settle the outcome
            var messages = store.end(endings, clock.instant()).await().atMost(STEP);
            endings.forEach(meters::ended);
            tell(pending, endings);

            // 6 tell the portfolio
            outbox.deliver(messages);
            return endings.stream().collect(Collectors.toMap(Ending::orderId, Function.identity()));
        } catch (Refused unavailable) {
            LOG.debugf("%d orders stay pending: %s", pending.size(), unavailable.detail());
            return Map.of();
        }
    }

    /** Behind the reservation, so that every order that is kept back gives back its cash in the same way. */
    private static List<Quoted> allowed(List<Quoted> funded, @Nullable Barrier barrier, List<Ending> endings) {
        if (barrier == null) {
            return funded;
        }
        var closing = new ArrayList<Quoted>();
        for (var quoted : funded) {
            var order = quoted.order();
            if (order.side() == Order.Side.CLOSE) {
                closing.add(quoted);
            } else {
                endings.add(new Ending(order.orderId(), Status.REJECTED, barrier.code(), barrier.reason(), null));
            }
        }
        return closing;
    }

    private static void tell(List<Quoted> pending, List<Ending> endings) {
        if (!Trail.isOn()) {
            return;
        }
        var orders = pending.stream().map(Quoted::order).collect(Collectors.toMap(Order::orderId, Function.identity()));
        for (var ending : endings) {
            var order = Objects.requireNonNull(orders.get(ending.orderId()), "an ending has its order");
            Trail.of("orderId", order.orderId())
                    .and("tradeId", order.tradeId())
                    .and("signalId", order.signalId())
                    .and("cycleId", order.cycleId())
                    .and("status", ending.status().wire())
                    .and("code", ending.code())
                    .tell("order ended");
        }
    }

    /** Holds cash for opening orders; those that get none are added to {@code endings} as denied. */
    private List<Quoted> reserve(List<Quoted> pending, List<Ending> endings) {
        var opening = pending.stream()
                .map(Quoted::order)
                .filter(order -> order.side() == Order.Side.OPEN)
                .map(order -> new Reservation(order.orderId(), order.portfolioId(), order.amount()))
                .toList();
        if (opening.isEmpty()) {
            return pending;
        }
        var required = opening.stream().collect(Collectors.toMap(Reservation::orderId, Reservation::amount));
        var denied = portfolio.reserve(opening).await().atMost(STEP).stream()
                .filter(result -> !result.outcome().equals("reserved"))
                .collect(Collectors.toMap(
                        ReservationResult::orderId, result -> denial(result, required.get(result.orderId()))));
        endings.addAll(denied.values());
        return pending.stream()
                .filter(quoted -> !denied.containsKey(quoted.order().orderId()))
                .toList();
    }

    private static Ending denial(ReservationResult result, @Nullable Money required) {
        var problem = switch (result.outcome()) {
            case "insufficient_cash" -> OrderProblem.INSUFFICIENT_CASH;
            case "portfolio_not_found" -> OrderProblem.PORTFOLIO_NOT_FOUND;
            case "portfolio_not_active" -> OrderProblem.PORTFOLIO_NOT_ACTIVE;
            default -> OrderProblem.RESERVATION_CONFLICT;
        };
        var available = result.available();
        var reason = problem == OrderProblem.INSUFFICIENT_CASH && available != null && required != null
                ? new InsufficientBalance(required, available).text()
                : result.outcome().replace('_', ' ');
        return new Ending(result.orderId(), Status.DENIED, problem.name(), reason, null);
    }

    private static @Nullable Ending endingOf(Order order, Answer answer) {
        return switch (answer) {
            case Matched matched -> new Ending(order.orderId(), Status.FILLED, null, null, matched.fill());
            case Rejected rejected ->
                new Ending(
                        order.orderId(),
                        Status.REJECTED,
                        OrderProblem.REJECTED_BY_EXCHANGE.name(),
                        rejected.code() + ": " + rejected.reason(),
                        null);
            case NoAnswer unknown -> null;
        };
    }
}
