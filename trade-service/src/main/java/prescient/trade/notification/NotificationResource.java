package prescient.trade.notification;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageCursor;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** What people were told, and whether it reached them. */
@Path("/notifications")
class NotificationResource {

    private final NotificationDesk desk;

    NotificationResource(NotificationDesk desk) {
        this.desk = desk;
    }

    /**
     * Notifications, newest first. {@code state} leaves those that wait for a channel, were delivered over one, or were
     * given up. While PostgreSQL does not answer, those that are held in memory.
     */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @RunOnVirtualThread
    public Page<NotificationView> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor) {
        int rows = PageLimit.parse(limit);
        return Page.of(desk.list(state(state), PageCursor.parse(cursor), rows + 1), rows, NotificationView::cursor);
    }

    private static Delivery.@Nullable State state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(Delivery.State.values())
                .filter(state -> state.text().equals(text))
                .findFirst()
                .orElseThrow(() -> RequestProblem.INVALID_PARAMETER.with("state is waiting, delivered or undelivered"));
    }

    /** All channels: how they stand, without anything secret. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("channels")
    @RunOnVirtualThread
    public List<ChannelView> channels() {
        return desk.channels();
    }

    /** Sends a test over every channel that is on, and says what came of it; what was given up is sent again. */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("test")
    @RunOnVirtualThread
    public List<TestResult> test() {
        return desk.test();
    }
}
