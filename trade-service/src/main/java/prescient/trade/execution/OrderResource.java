package prescient.trade.execution;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;
import prescient.trade.execution.ExecuteRequest.OrderRequest;
import prescient.trade.market.MarketClient;
import prescient.trade.order.Execution;
import prescient.trade.order.Execution.Status;
import prescient.trade.order.Order;
import prescient.trade.order.OrderDesk;

/** Orders of another service. Each is answered for itself, so that one's refusal says nothing about the others. */
@Path("/orders")
class OrderResource {

    private static final int MOST = 100;
    private static final int DEFAULT_PORTFOLIO = 1;

    private final OrderDesk orders;
    private final MarketClient market;

    OrderResource(OrderDesk orders, MarketClient market) {
        this.orders = orders;
        this.market = market;
    }

    /** Orders to place, 1 to 100. */
    record OrdersRequest(List<OrderRequest> orders) {
        OrdersRequest {
            Objects.requireNonNull(orders, "orders is missing");
            if (orders.isEmpty() || orders.size() > MOST) {
                throw new IllegalArgumentException("orders has 1 to " + MOST + " elements");
            }
            for (var order : orders) {
                Objects.requireNonNull(order, "an order is null");
            }
            orders = List.copyOf(orders);
        }
    }

    /**
     * How far an order has come.
     *
     * @param status {@code pending}, {@code filled}, {@code closed}, {@code denied} or {@code rejected}
     * @param code why denied or rejected, null otherwise
     * @param detail the reason in words, null when there is none
     * @param price dollars per share, null unless filled
     * @param shares null unless filled
     */
    record OrderResult(
            String orderId,
            String tradeId,
            Status status,
            @Nullable String code,
            @Nullable String detail,
            @Nullable BigDecimal price,
            @Nullable BigDecimal shares) {

        static OrderResult of(Execution execution) {
            return new OrderResult(
                    execution.order().orderId(),
                    execution.order().tradeId(),
                    execution.status(),
                    execution.code(),
                    execution.detail(),
                    execution.price(),
                    execution.shares());
        }
    }

    /** Results in the order of the request. */
    record OrderResults(List<OrderResult> results) {}

    /**
     * Places the orders at quotes that their venues give now; nobody has read the catalogue for them. An order that was
     * placed before is answered as it stands.
     */
    @RolesAllowed(Roles.SERVICE)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<OrderResults> place(@Nullable OrdersRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        var wanted = new ArrayList<Order>();
        for (var order : request.orders()) {
            try {
                wanted.add(order.order(DEFAULT_PORTFOLIO));
            } catch (IllegalArgumentException wrong) {
                throw RequestProblem.INVALID_FIELD.with("order " + order.orderId() + ": " + wrong.getMessage());
            }
        }
        return market.refreshed(wanted.stream().map(Order::marketId).toList())
                .chain(() -> orders.outcomes(wanted))
                .map(executions -> new OrderResults(
                        executions.stream().map(OrderResult::of).toList()));
    }
}
