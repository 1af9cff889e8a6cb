package prescient.trade.exit;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;
import prescient.trade.order.Execution;
import prescient.trade.order.OrderProblem;

/** Closing a trade on request. */
@Path("/trades/{trade_id}/close")
@Consumes(MediaType.APPLICATION_JSON)
class ExitResource {

    private final ExitDesk desk;

    ExitResource(ExitDesk desk) {
        this.desk = desk;
    }

    /**
     * @param status of the closing order: {@code filled}, or {@code pending} while its outcome is open
     * @param price what a share brought, null while pending
     */
    record Closing(
            String orderId,
            String tradeId,
            String status,
            @Nullable BigDecimal price) {}

    @RolesAllowed(Roles.TRADER)
    @POST
    public Uni<Response> close(@PathParam("trade_id") String tradeId, @Nullable CloseRequest request) {
        if (request == null) {
            throw RequestProblem.INVALID_FIELD.with("order_id is missing");
        }
        return desk.close(tradeId, request).map(ExitResource::answer);
    }

    private static Response answer(Execution execution) {
        var order = execution.order();
        if (execution.refused()) {
            throw OrderProblem.valueOf(String.valueOf(execution.code()))
                    .with("order " + order.orderId() + ": " + execution.detail());
        }
        var body =
                new Closing(order.orderId(), order.tradeId(), execution.status().wire(), execution.price());
        return Response.status(execution.traded() ? 200 : 202).entity(body).build();
    }
}
