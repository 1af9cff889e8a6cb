package prescient.trade.incident;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Failures that are, and that were. */
@Path("/trading/incidents")
class IncidentResource {

    private final IncidentDesk desk;

    IncidentResource(IncidentDesk desk) {
        this.desk = desk;
    }

    /** The newest first, from memory: PostgreSQL is not asked. {@code since} leaves out what had ended before. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Page<Incident> list(
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int rows = PageLimit.parse(limit);
        var found = desk.incidents(since == null ? null : time(since).toInstant());
        var page = behind(found, cursor).stream().limit(rows + 1L).toList();
        return Page.of(page, rows, Incident::incidentId);
    }

    private static OffsetDateTime time(String since) {
        try {
            return OffsetDateTime.parse(since);
        } catch (DateTimeException wrong) {
            throw RequestProblem.INVALID_PARAMETER.with("since is a time with its zone, like 2026-11-22T08:00:00Z");
        }
    }

    private static List<Incident> behind(List<Incident> found, @Nullable String cursor) {
        if (cursor == null) {
            return found;
        }
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).incidentId().equals(cursor)) {
                return found.subList(i + 1, found.size());
            }
        }
        throw RequestProblem.INVALID_PARAMETER.with("cursor is the next_cursor of a page; that incident is forgotten");
    }
}
