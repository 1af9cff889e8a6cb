package prescient.trade.stream;

import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;

/** What changed, as it happens. */
@Path("/trading/stream")
class StreamResource {

    private static final long COME_AGAIN_MS = 1000;

    private final StreamDesk desk;

    StreamResource(StreamDesk desk) {
        this.desk = desk;
    }

    /**
     * Server-sent events: {@code trade}, {@code cycle}, {@code desk}, {@code status}, {@code stop}, {@code reload},
     * {@code stream} and {@code beat}.
     *
     * @param lastEventId what a browser sends when it comes again; goes before {@code after}
     * @param after the id of the last event the caller has; null for what changes from now on
     */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @APIResponse(
            responseCode = "200",
            description = "events, as long as the caller listens",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    // What stands in front, nginx above all, is not to collect events before it passes them on.
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<OutboundSseEvent> stream(
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @QueryParam("after") @Nullable String after,
            @Context Sse sse) {
        return desk.listen(lastEventId == null ? after : lastEventId).map(event -> {
            var told = sse.newEventBuilder()
                    .name(event.kind())
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(String.class, event.data());
            if (event.cursor() != null) {
                told.id(event.cursor());
            }
            return event.kind().equals("stream")
                    ? told.reconnectDelay(COME_AGAIN_MS).build()
                    : told.build();
        });
    }
}
