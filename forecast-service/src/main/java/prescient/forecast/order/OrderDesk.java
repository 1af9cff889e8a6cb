package prescient.forecast.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.forecast.decision.Decision;
import prescient.forecast.decision.TradeRecord;
import prescient.forecast.order.ForecastOrder.Status;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.store.ForecastStore;
import prescient.forecast.store.TrustedStore;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;

/**
 * Sends orders until they are answered: 1 in which portfolio they are, which then stays, 2 to trade-service, 3 the
 * records of what became of them, 4 that they have ended. A crash anywhere leaves pending orders, which are sent again
 * under their ids. Blocks.
 */
@ApplicationScoped
public class OrderDesk {

    private static final Duration SQL = Duration.ofSeconds(30);

    /** Written beside every order for yes in the legacy files; it has no meaning. */
    private static final int NO_PRICE_CENTS = 99;

    private final OrderTable table;
    private final TradeClient trade;
    private final PortfolioClient portfolios;
    private final TrustedStore trusted;
    private final ForecastStore store;
    private final OrderMeters meters;
    private final InstantSource clock;
    private final OrderConfig config;

    OrderDesk(
            OrderTable table,
            TradeClient trade,
            PortfolioClient portfolios,
            TrustedStore trusted,
            ForecastStore store,
            OrderMeters meters,
            InstantSource clock,
            OrderConfig config) {
        this.table = table;
        this.trade = trade;
        this.portfolios = portfolios;
        this.trusted = trusted;
        this.store = store;
        this.meters = meters;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Sends what is pending of a cycle.
     *
     * @return all its orders, answered
     * @throws Refused {@code ORDERS_OPEN} while some are not answered
     */
    public List<ForecastOrder> send(String cycleId) {
        var pending = pending(table.ofCycle(cycleId).await().atMost(SQL));
        try {
            send(pending);
        } catch (Refused away) {
            throw OrderProblem.ORDERS_OPEN.with(pending.size() + " orders wait: " + away.detail());
        }
        var orders = table.ofCycle(cycleId).await().atMost(SQL);
        int open = pending(orders).size();
        if (open > 0) {
            throw OrderProblem.ORDERS_OPEN.with(open + " orders are not decided by trade-service yet");
        }
        return orders;
    }

    /** Sends what cycles left behind that run no more; answers how many orders there were. */
    int sendLeftOpen(int limit) {
        var pending = table.leftOpen(limit).await().atMost(SQL);
        pending.stream()
                .collect(Collectors.groupingBy(ForecastOrder::env))
                .values()
                .forEach(this::send);
        return pending.size();
    }

    /**
     * Has trade-service settle what was bought for some days, both included, as far as the venue has decided it.
     *
     * @return how many trades it settled
     * @throws Refused when trade-service does not answer
     */
    public int settle(String env, LocalDate from, LocalDate to) {
        var markets = table.bought(env, from, to).await().atMost(SQL);
        return markets.isEmpty() ? 0 : trade.settle(markets);
    }

    private static List<ForecastOrder> pending(List<ForecastOrder> orders) {
        return orders.stream().filter(order -> order.status() == Status.PENDING).toList();
    }

    /** @param pending all of one environment */
    private void send(List<ForecastOrder> pending) {
        if (pending.isEmpty()) {
            return;
        }
        var found = portfolio(pending.getFirst().env());
        var id = found.id();
        if (id == null) {
            var code = Objects.requireNonNull(found.code(), "either an id or a code");
            pending.forEach(order -> refused(order, code, found.detail()));
            return;
        }
        table.assign(pending, id, clock.instant()).await().atMost(SQL);
        var orders = table.again(pending).await().atMost(SQL);
        for (int from = 0; from < orders.size(); from += TradeClient.MOST_ORDERS) {
            place(orders.subList(from, Math.min(from + TradeClient.MOST_ORDERS, orders.size())));
        }
    }

    private PortfolioClient.Found portfolio(String env) {
        return config.portfolio()
                .or(() -> table.portfolio(env).await().atMost(SQL))
                .map(id -> new PortfolioClient.Found(id, null, null))
                .orElseGet(() -> portfolios.portfolio(env, config.openingDollars()));
    }

    private void place(List<ForecastOrder> orders) {
        var byId = orders.stream().collect(Collectors.toMap(ForecastOrder::orderId, Function.identity()));
        try {
            for (var result : trade.place(orders)) {
                var order = byId.get(result.orderId());
                if (order != null) {
                    answered(order, result);
                }
            }
        } catch (Refused refused) {
            if (refused.problem() != RequestProblem.NEIGHBOUR_REFUSED) {
                throw refused;
            }
            // It will never take them as they are.
            orders.forEach(order -> refused(order, RequestProblem.NEIGHBOUR_REFUSED.name(), refused.detail()));
        }
    }

    private void answered(ForecastOrder order, TradeHttp.Result result) {
        switch (result.status()) {
            case "filled", "closed" -> filled(order, result);
            case "denied", "rejected" -> refused(order, String.valueOf(result.code()), result.detail());
            default -> {
                // Pending: trade-service goes on with it, and is asked again.
            }
        }
    }

    private void filled(ForecastOrder order, TradeHttp.Result result) {
        var evaluation = evaluation(order);
        if (evaluation != null) {
            var market = Objects.requireNonNull(evaluation.market(), "what is ordered has a market");
            store.evaluations(List.of(evaluation.decided("trade", order.evaluationReason(), order.contracts())))
                    .await()
                    .atMost(SQL);
            store.trades(List.of(new TradeRecord(
                            evaluation.runAt(),
                            order.env(),
                            order.tradeDate(),
                            order.city(),
                            evaluation.seriesTicker(),
                            order.eventTicker(),
                            order.marketTicker(),
                            market.subtitle(),
                            evaluation.meanF(),
                            "yes",
                            order.contracts(),
                            order.limitCents(),
                            NO_PRICE_CENTS,
                            true)))
                    .await()
                    .atMost(SQL);
            store.decisions(List.of(decision(evaluation, "trade", order.decisionReason())))
                    .await()
                    .atMost(SQL);
        }
        var price = Objects.requireNonNull(result.price(), "a filled order has a price");
        var shares = Objects.requireNonNull(result.shares(), "a filled order has shares");
        ended(table.fill(order, price, shares, clock.instant()).await().atMost(SQL), Status.FILLED);
    }

    private void refused(ForecastOrder order, String code, @Nullable String detail) {
        var evaluation = evaluation(order);
        if (evaluation != null) {
            var why = "order_refused:" + code;
            store.evaluations(List.of(evaluation.decided("skip", why, 0)))
                    .await()
                    .atMost(SQL);
            store.decisions(List.of(decision(evaluation, "skip", why + ";" + order.decisionReason())))
                    .await()
                    .atMost(SQL);
        }
        ended(table.refuse(order, code, detail, clock.instant()).await().atMost(SQL), Status.REFUSED);
    }

    private void ended(boolean now, Status status) {
        if (now) {
            meters.ended(status);
        }
    }

    /** What the order rests on; null when somebody took it away. */
    private @Nullable Evaluation evaluation(ForecastOrder order) {
        Instant at = order.runAt();
        return trusted.evaluations(order.tradeDate(), order.tradeDate()).await().atMost(SQL).stream()
                .filter(each -> each.runAt().toInstant().equals(at)
                        && each.env().equals(order.env())
                        && each.city().equals(order.city())
                        && Objects.equals(each.sendOrders(), order.live()))
                .findFirst()
                .orElse(null);
    }

    private static Decision decision(Evaluation evaluation, String decision, String reason) {
        return new Decision(
                evaluation.runAt(),
                evaluation.env(),
                evaluation.tradeDate(),
                evaluation.city(),
                evaluation.seriesTicker(),
                evaluation.eventTicker(),
                evaluation.meanF(),
                evaluation.spreadF(),
                evaluation.confidence(),
                decision,
                reason);
    }
}
