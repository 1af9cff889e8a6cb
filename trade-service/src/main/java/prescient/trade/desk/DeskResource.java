package prescient.trade.desk;

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
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Trades of the desk. */
@Path("/desk/trades")
class DeskResource {

    private static final Duration SQL = Duration.ofSeconds(10);
    private static final int MESSAGES = 1000;
    private static final Set<String> STATUSES =
            Set.of("pending", "submitted", "unknown", "open", "closing", "expired", "closed", "settled", "rejected");

    private final ManagerDesk desk;
    private final DriveDesk drive;
    private final ViewTable views;
    private final MessageTable messages;

    DeskResource(ManagerDesk desk, DriveDesk drive, ViewTable views, MessageTable messages) {
        this.desk = desk;
        this.drive = drive;
        this.views = views;
        this.messages = messages;
    }

    /** Opens a trade: 201 when it is stored, 200 when the same was asked before. Its order is sent right after. */
    @RolesAllowed({Roles.TRADER, Roles.SERVICE})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response open(@Nullable TradeTerms terms) {
        if (terms == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        var stored = desk.open(terms);
        if (stored.isEmpty()) {
            return Response.ok(view(terms.tradeId())).build();
        }
        drive.soon(terms.tradeId());
        return Response.status(Response.Status.CREATED).entity(stored.get()).build();
    }

    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    public Uni<Page<TradeView>> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int rows = PageLimit.parse(limit);
        if (status != null && !STATUSES.contains(status)) {
            throw RequestProblem.INVALID_PARAMETER.with(
                    "status is one of " + STATUSES.stream().sorted().toList());
        }
        if (cursor != null && !cursor.matches("[0-9]{1,18}")) {
            throw RequestProblem.INVALID_PARAMETER.with("cursor is the next_cursor of a page");
        }
        return views.list(status, instant(since), cursor == null ? null : Long.valueOf(cursor), rows + 1)
                .map(trades -> Page.of(trades, rows, trade -> String.valueOf(trade.id())));
    }

    /** A trade with its orders, fills and messages. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("{trade_id}")
    @RunOnVirtualThread
    public TradeView.Whole find(@PathParam("trade_id") String tradeId) {
        return new TradeView.Whole(
                view(tradeId),
                views.orders(tradeId).await().atMost(SQL),
                views.fills(tradeId).await().atMost(SQL),
                messages.of(tradeId, MESSAGES).await().atMost(SQL));
    }

    /** Wants a trade closed: 202, and 200 for a repeat; it is closed when nothing is held any more. */
    @RolesAllowed({Roles.TRADER, Roles.SERVICE})
    @POST
    @Path("{trade_id}/close")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response close(@PathParam("trade_id") String tradeId, @Nullable CloseRequest request) {
        var trade = view(tradeId);
        var wanted = request == null ? CloseRequest.PLAIN : request;
        if (messages.known(ManagerDesk.closeId(tradeId, wanted)).await().atMost(SQL)) {
            return Response.ok(trade).build();
        }
        if (trade.legacyId() != null || trade.endedAt() != null) {
            throw DeskProblem.TRADE_ENDED.with("trade " + tradeId + " is " + trade.status());
        }
        messages.send(desk.closeNote(tradeId, wanted)).await().atMost(SQL);
        drive.soon(tradeId);
        return Response.status(Response.Status.ACCEPTED).entity(view(tradeId)).build();
    }

    private TradeView view(String tradeId) {
        return views.find(tradeId)
                .await()
                .atMost(SQL)
                .orElseThrow(() -> RequestProblem.NOT_FOUND.with("there is no desk trade " + tradeId));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw RequestProblem.INVALID_PARAMETER.with("since is an instant, for instance 2026-01-31T12:00:00Z");
        }
    }
}
