package prescient.signal.entry;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** What entering sees and does, over HTTP. */
@Path("/")
class EntryResource {

    private final EntryTable table;
    private final SettingsTable settings;
    private final ForecastClient forecast;
    private final EntryConfig config;

    EntryResource(EntryTable table, SettingsTable settings, ForecastClient forecast, EntryConfig config) {
        this.table = table;
        this.settings = settings;
        this.forecast = forecast;
        this.config = config;
    }

    /** How entering stands. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("entry/status")
    public Uni<EntryStatus> status() {
        var symbol = config.symbol();
        return Uni.combine()
                .all()
                .unis(settings.find(symbol), table.state(symbol))
                .with((stored, state) -> EntryStatus.of(stored, state.orElse(null)));
    }

    /** What was decided and why, newest first; {@code from} and {@code to} are instants. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("entry/decisions")
    public Uni<Page<DecisionLine>> decisions(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        return table.decisions(config.symbol(), instant(from, "from"), instant(to, "to"), cursor(cursor), rows + 1)
                .map(found -> Page.of(found, rows, line -> String.valueOf(line.id())));
    }

    /** The strikes that are worth watching, the most probable first. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("watchlist/{symbol}")
    public Uni<StrikeSheet> watchlist(@RestPath String symbol) {
        return settings.find(valid(symbol))
                .chain(stored -> forecast.strikes(symbol).map(sheet -> Watchlist.of(sheet, stored.settings())));
    }

    /** Price, momentum and time to close of the hour that runs. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("live-analysis/{symbol}")
    public Uni<LiveAnalysis> live(@RestPath String symbol) {
        return forecast.strikes(valid(symbol)).map(LiveAnalysis::of);
    }

    private static String valid(String symbol) {
        if (!symbol.matches("[A-Z0-9]{2,10}")) {
            throw RequestProblem.INVALID_PARAMETER.with("symbol has 2 to 10 capital letters and digits");
        }
        return symbol;
    }

    /** The id a page goes on behind, null for the first page. */
    static @Nullable Long cursor(@Nullable String text) {
        if (text != null && !text.matches("[0-9]{1,18}")) {
            throw RequestProblem.INVALID_PARAMETER.with("cursor is not a whole number");
        }
        return text == null ? null : Long.valueOf(text);
    }

    private static @Nullable Instant instant(@Nullable String text, String name) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException none) {
            throw RequestProblem.INVALID_PARAMETER.with(name + " is an instant like 2025-07-28T16:00:00Z");
        }
    }
}
