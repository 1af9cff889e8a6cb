package prescient.trade.exit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import prescient.problem.RequestProblem;
import prescient.trade.order.Execution;
import prescient.trade.order.Order;
import prescient.trade.order.OrderDesk;
import prescient.trade.order.OrderProblem;

/** Closes an open trade: an order that sells its shares at the quoted price, handled like any other order. */
@ApplicationScoped
public class ExitDesk {

    private final ExitStore store;
    private final OrderDesk orders;

    ExitDesk(ExitStore store, OrderDesk orders) {
        this.store = store;
        this.orders = orders;
    }

    /** All trades that hold something, from the store that is trusted. */
    public Uni<List<Holding>> open() {
        return store.open();
    }

    /** Sells what the trade holds at whatever is quoted, under the caller's order id; repeatable likewise. */
    public Uni<Execution> close(String tradeId, String orderId) {
        return close(tradeId, new CloseRequest(orderId, null));
    }

    /** Sells what the trade holds, under the caller's order id; a repeat answers what the first one brought. */
    Uni<Execution> close(String tradeId, CloseRequest request) {
        return store.find(tradeId)
                .map(found -> found.orElseThrow(() -> RequestProblem.NOT_FOUND.with("there is no trade " + tradeId)))
                .map(trade -> orderOf(trade, request))
                .chain(order -> orders.execute(List.of(order)))
                .map(List::getFirst);
    }

    private static Order orderOf(Holding holding, CloseRequest request) {
        if (!holding.open() && !request.orderId().equals(holding.closingOrderId())) {
            throw OrderProblem.TRADE_NOT_OPEN.with("trade " + holding.tradeId() + " has ended");
        }
        return new Order(
                request.orderId(),
                holding.tradeId(),
                Order.Side.CLOSE,
                holding.portfolioId(),
                null,
                null,
                holding.marketId(),
                Order.shown(holding.marketQuestion()),
                holding.action(),
                holding.amount(),
                holding.shares(),
                request.limit(),
                holding.confidence(),
                "closed on request",
                null,
                null,
                null,
                null);
    }
}
