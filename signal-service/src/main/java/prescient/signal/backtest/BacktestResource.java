package prescient.signal.backtest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Backtests over HTTP. */
@Path("/backtests")
class BacktestResource {

    private static final int MOST_COMPARED = 20;

    private final BacktestDesk desk;
    private final BacktestTable table;
    private final VariantTable variants;

    BacktestResource(BacktestDesk desk, BacktestTable table, VariantTable variants) {
        this.desk = desk;
        this.table = table;
        this.variants = variants;
    }

    /** Asks for a backtest under the caller's id; it runs after those before it. A repeat answers how it stands. */
    @RolesAllowed(Roles.TRADER)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Backtest> add(@Nullable BacktestRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return desk.add(request).map(BacktestDesk.Taken::backtest);
    }

    /** Backtests, newest first. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<Backtest>> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        var place = Place.of(cursor);
        return table.list(place.before(), place.beforeId(), rows + 1)
                .map(found -> Page.of(found, rows, backtest -> backtest.createdAt() + "_" + backtest.id()));
    }

    /** A backtest with the results it has so far. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("{id}")
    public Uni<Backtest.Report> one(@RestPath String id) {
        return desk.report(id);
    }

    /** The results of up to 20 backtests side by side; {@code ids} are separated by commas. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("compare")
    public Uni<Backtest.Comparison> compare(@RestQuery @Nullable String ids) {
        var wanted = ids == null
                ? List.<String>of()
                : List.of(ids.split(",", -1)).stream().distinct().toList();
        if (wanted.isEmpty() || wanted.size() > MOST_COMPARED) {
            throw RequestProblem.INVALID_PARAMETER.with("ids are 1 to " + MOST_COMPARED + ", separated by commas");
        }
        return desk.compare(wanted);
    }

    /** Ends it where it stands; what its finished variants brought is kept. */
    @RolesAllowed(Roles.TRADER)
    @POST
    @Path("{id}/cancel")
    public Uni<Backtest> cancel(@RestPath String id) {
        return desk.cancel(id);
    }

    /** The trades of a variant, in the order of opening. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("{id}/trades")
    public Uni<Page<TradeLine>> trades(
            @RestPath String id,
            @RestQuery @Nullable String variant,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        int number = number(variant, 0, "variant");
        int after = number(cursor, -1, "cursor");
        return desk.find(id)
                .chain(() -> variants.trades(id, number, after, rows + 1))
                .map(found -> Page.of(found, rows, trade -> String.valueOf(trade.number())));
    }

    /** What a variant was worth over time, at most 500 points. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("{id}/equity")
    public Uni<List<EquityPoint>> equity(@RestPath String id, @RestQuery @Nullable String variant) {
        int number = number(variant, 0, "variant");
        return variants.equity(id, number)
                .map(found -> found.orElseThrow(() -> RequestProblem.NOT_FOUND.with(
                        "backtest %s has no result of variant %d yet".formatted(id, number))));
    }

    private static int number(@Nullable String text, int absent, String name) {
        if (text == null) {
            return absent;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw RequestProblem.INVALID_PARAMETER.with(name + " is not a whole number");
        }
        return Integer.parseInt(text);
    }

    private record Place(@Nullable Instant before, String beforeId) {
        static Place of(@Nullable String cursor) {
            if (cursor == null) {
                return new Place(null, "");
            }
            try {
                int split = cursor.indexOf('_');
                return new Place(Instant.parse(cursor.substring(0, split)), cursor.substring(split + 1));
            } catch (DateTimeException | IndexOutOfBoundsException unreadable) {
                throw RequestProblem.INVALID_PARAMETER.with("cursor is not one of this list");
            }
        }
    }
}
