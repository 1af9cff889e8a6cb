package prescient.trade.execution;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;
import prescient.trade.execution.ExecuteRequest.OrderRequest;
import prescient.trade.order.Execution;
import prescient.trade.order.Order;
import prescient.trade.order.OrderDesk;
import prescient.trade.order.OrderProblem;

/** Execution on request: one order, or all executable signals. */
@Path("/paper-trading/execute")
class ExecutionResource {

    private static final String CLAIMANT = "execute";

    private final ExecutionDesk desk;
    private final OrderDesk orders;
    private final InstantSource clock;

    ExecutionResource(ExecutionDesk desk, OrderDesk orders, InstantSource clock) {
        this.desk = desk;
        this.orders = orders;
        this.clock = clock;
    }

    /** 200 when all is decided, 202 when an order's outcome is still open, a problem when the one order is refused. */
    @RolesAllowed(Roles.TRADER)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> execute(@Nullable ExecuteRequest request) {
        var wanted = request == null ? new ExecuteRequest(null, null) : request;
        var order = wanted.order();
        return order == null ? signals(wanted.portfolio()) : one(order, wanted.portfolio());
    }

    /** Without a body: all executable signals of the default portfolio. */
    @RolesAllowed(Roles.TRADER)
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> executeSignals(@Context HttpHeaders headers) {
        if (headers.getLength() > 0 || headers.getHeaderString("Transfer-Encoding") != null) {
            throw RequestProblem.UNSUPPORTED_MEDIA_TYPE.with("the body is not application/json");
        }
        return execute(null);
    }

    private Uni<Response> one(OrderRequest request, int portfolio) {
        Order order;
        try {
            order = request.order(portfolio);
        } catch (IllegalArgumentException wrong) {
            throw RequestProblem.INVALID_FIELD.with("order: " + wrong.getMessage());
        }
        return orders.execute(List.of(order)).map(executions -> {
            var execution = executions.getFirst();
            if (execution.refused()) {
                throw OrderProblem.valueOf(String.valueOf(execution.code()))
                        .with("order " + order.orderId() + ": " + execution.detail());
            }
            return answer(executions);
        });
    }

    private Uni<Response> signals(int portfolio) {
        return Uni.createFrom()
                .item(() -> answer(desk.executeSignals(CLAIMANT, null, portfolio)))
                .runSubscriptionOn(
                        runnable -> Thread.ofVirtual().name("execute").start(runnable));
    }

    private Response answer(List<Execution> executions) {
        boolean open = executions.stream().anyMatch(execution -> !execution.traded() && !execution.refused());
        return Response.status(open ? 202 : 200)
                .entity(ExecutionReport.of(executions, clock.instant()))
                .build();
    }
}
