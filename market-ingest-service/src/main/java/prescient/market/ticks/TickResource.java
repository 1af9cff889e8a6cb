package prescient.market.ticks;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Prices on the spot exchange. A symbol is such as {@code BTC-USD}. */
@Path("/prices/{symbol: [A-Z0-9]{2,12}-[A-Z]{3,5}}")
public class TickResource {

    private static final Duration AHEAD = Duration.ofDays(1);

    private final PriceLogTable table;
    private final TicksConfig config;
    private final InstantSource clock;

    TickResource(PriceLogTable table, TicksConfig config, InstantSource clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("latest")
    public Uni<LatestPrice> latest(@PathParam("symbol") String symbol) {
        return table.latest(symbol, config.environment(), clock.instant())
                .map(found -> found.orElseThrow(() -> TickProblem.PRICE_UNKNOWN.with("no price of " + symbol)));
    }

    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    public Uni<Page<PriceRow>> rows(
            @PathParam("symbol") String symbol,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        var first = from == null ? null : instant("from", from);
        var end = to == null ? clock.instant().plus(AHEAD) : instant("to", to);
        var before = cursor == null ? end : instant("cursor", cursor);
        return table.rows(symbol, config.environment(), first, before.isBefore(end) ? before : end, rows + 1)
                .map(found -> Page.of(found, rows, PriceRow::cursor));
    }

    private static Instant instant(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw RequestProblem.INVALID_PARAMETER.with(
                    name + " is no time with zone such as 2026-02-03T14:05:00Z: '" + text + "'");
        }
    }
}
