package prescient.signal.archive;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.PageLimit;

/** The archives, under the path and in the shape the history plan gave them: a bare list, newest first. */
@Path("/trading/signal-archives")
class ArchivesResource {

    private final ArchiveStore store;

    ArchivesResource(ArchiveStore store) {
        this.store = store;
    }

    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<List<Archive>> newest(@RestQuery @Nullable String limit) {
        return store.newest(PageLimit.parse(limit));
    }
}
