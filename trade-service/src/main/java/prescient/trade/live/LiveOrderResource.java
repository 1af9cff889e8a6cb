package prescient.trade.live;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.page.Page;
import prescient.page.PageCursor;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;
import prescient.trade.stop.StopDesk;
import prescient.trade.venue.Answer;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.VenueOrder;

/** Orders that wait for a person, and the person's trigger. */
@Path("/desk/live-orders")
@Consumes(MediaType.APPLICATION_JSON)
class LiveOrderResource {

    private final LiveOrderTable table;
    private final LiveOrderDesk desk;
    private final StopDesk stops;
    private final SecurityIdentity caller;

    LiveOrderResource(LiveOrderTable table, LiveOrderDesk desk, StopDesk stops, SecurityIdentity caller) {
        this.table = table;
        this.desk = desk;
        this.stops = stops;
        this.caller = caller;
    }

    /** An order as it is listed; what waits has the status {@code asked}. */
    record View(
            String environment,
            String clientOrderId,
            String ticker,
            Side side,
            BigDecimal count,
            BigDecimal limit,
            TimeInForce timeInForce,
            String status,
            @Nullable String code,
            @Nullable String reason,
            Instant askedAt,
            Instant expiresAt,
            @Nullable String confirmedBy,
            @Nullable Instant sentAt,
            @Nullable String venueOrderId) {

        static View of(LiveOrder stored) {
            var order = stored.order();
            return new View(
                    stored.environment(),
                    order.clientOrderId(),
                    order.ticker(),
                    order.side(),
                    order.count().shares(),
                    order.limit().value(),
                    order.timeInForce(),
                    stored.status().wireName(),
                    stored.code(),
                    stored.reason(),
                    stored.askedAt(),
                    stored.expiresAt(),
                    stored.confirmedBy(),
                    stored.sentAt(),
                    stored.venueOrderId());
        }
    }

    /** The order once more, so that nobody confirms what he has not seen. */
    record Confirmation(
            String environment, String ticker, Side side, BigDecimal count, BigDecimal limit, TimeInForce timeInForce) {
        Confirmation {
            Objects.requireNonNull(environment, "environment is missing");
            Objects.requireNonNull(ticker, "ticker is missing");
            Objects.requireNonNull(side, "side is missing");
            Objects.requireNonNull(count, "count is missing");
            Objects.requireNonNull(limit, "limit is missing");
            Objects.requireNonNull(timeInForce, "time_in_force is missing");
        }

        VenueOrder order(String clientOrderId) {
            return new VenueOrder(clientOrderId, ticker, side, new Quantity(count), new Price(limit), timeInForce);
        }
    }

    /** What the venue said, or that it has not said anything yet. */
    record Outcome(
            String status,
            @Nullable String reason,
            @Nullable BigDecimal filled) {
        static Outcome of(Answer answer) {
            return switch (answer) {
                case Answer.Working(var id, var filled, var remaining) -> new Outcome("working", null, filled.shares());
                case Answer.Done(var id, var filled) -> new Outcome("done", null, filled.shares());
                case Answer.Rejected(var code, var reason) -> new Outcome("rejected", code + ": " + reason, null);
                case Answer.NotFound() -> new Outcome("unknown", "the venue does not know it", null);
                case Answer.Unknown(var reason) -> new Outcome("unknown", reason, null);
            };
        }
    }

    /** Newest first. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<View>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        int rows = PageLimit.parse(limit);
        var place = PageCursor.parse(cursor);
        return table.list(place == null ? null : place.at(), place == null ? "" : place.id(), rows + 1)
                .map(orders -> Page.of(
                        orders.stream().map(View::of).toList(),
                        rows,
                        view -> new PageCursor(view.askedAt(), view.clientOrderId()).text()));
    }

    /** Sends the order, once, if it still waits and is the one that is confirmed. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("{client_order_id}/confirm")
    @RunOnVirtualThread
    public Outcome confirm(@PathParam("client_order_id") String clientOrderId, @Nullable Confirmation confirmation) {
        if (confirmation == null) {
            throw RequestProblem.INVALID_FIELD.with("the order to confirm is missing");
        }
        var person = caller.getPrincipal().getName();
        var order = seen(clientOrderId, confirmation);
        if (!order.closes()) {
            stops.requireEntries();
        }
        return Outcome.of(desk.confirm(confirmation.environment(), order, person));
    }

    /** Takes back an order, whether it waits or is at the venue. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("{client_order_id}/cancel")
    @RunOnVirtualThread
    public Outcome cancel(
            @PathParam("client_order_id") String clientOrderId,
            @QueryParam("environment") @Nullable String environment) {
        if (environment == null) {
            throw RequestProblem.INVALID_PARAMETER.with("environment is missing");
        }
        return Outcome.of(desk.cancel(environment, clientOrderId));
    }

    private static VenueOrder seen(String clientOrderId, Confirmation confirmation) {
        try {
            return confirmation.order(clientOrderId);
        } catch (IllegalArgumentException wrong) {
            throw RequestProblem.INVALID_FIELD.with(String.valueOf(wrong.getMessage()));
        }
    }
}
