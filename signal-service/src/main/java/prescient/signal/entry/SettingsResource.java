package prescient.signal.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** The limits of entering, over HTTP; each change is on record with who made it. */
@Path("/entry/settings")
class SettingsResource {

    private final SettingsTable table;
    private final StopClient stops;
    private final EntryConfig config;
    private final ObjectMapper json;

    SettingsResource(SettingsTable table, StopClient stops, EntryConfig config, ObjectMapper json) {
        this.table = table;
        this.stops = stops;
        this.config = config;
        this.json = json;
    }

    /** The settings in force; version 0 are the default ones. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    public Uni<StoredSettings> get() {
        return table.find(config.symbol());
    }

    /** Replaces all settings; a repeat changes nothing. */
    @RolesAllowed(Roles.OPERATOR)
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<StoredSettings> put(@Nullable EntrySettings settings, @Context SecurityContext caller) {
        if (settings == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return table.put(config.symbol(), settings, name(caller), "put").chain(this::get);
    }

    /**
     * Takes over what legacy preference files say, all or nothing, and reports keys it does not know. What they say
     * about stops becomes the desk's rules first: without its answer nothing is taken over. A repeat changes nothing.
     */
    @RolesAllowed(Roles.OPERATOR)
    @POST
    @Path("/import")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<LegacyPreferences.Report> importAll(@Nullable LegacyFiles files, @Context SecurityContext caller) {
        if (files == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return get().chain(present -> {
            var report = LegacyPreferences.over(present, files.byName(), json);
            var settings = report.settings().settings();
            var given = report.givenStops();
            Uni<@Nullable StopRules> rules = given.isEmpty()
                    ? Uni.createFrom().nullItem()
                    : stops.take(settings.stop(), given).map(rule -> rule);
            return rules.chain(inForce -> table.put(config.symbol(), settings, name(caller), "import")
                    .chain(this::get)
                    .map(stored -> report.stored(stored, inForce)));
        });
    }

    /** Who changed what, newest first. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/changes")
    public Uni<Page<SettingsChange>> changes(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        return table.changes(config.symbol(), EntryResource.cursor(cursor), rows + 1)
                .map(found -> Page.of(found, rows, change -> String.valueOf(change.id())));
    }

    private static String name(SecurityContext caller) {
        var principal = caller.getUserPrincipal();
        return principal == null || principal.getName() == null ? "unknown" : principal.getName();
    }
}
