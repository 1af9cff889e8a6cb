package prescient.portfolio.analytics;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/**
 * What trading brought and risked. Every route takes {@code portfolio_id} (1 when left out); periods are days in UTC,
 * both included; at most one of strategy, venue, event and city may be named, {@code unknown} for trades that do not
 * tell theirs.
 */
@Path("/analytics")
@Produces(MediaType.APPLICATION_JSON)
class AnalyticsResource {

    private static final int MOST_PORTFOLIOS = 20;

    private final AnalyticsDesk desk;

    AnalyticsResource(AnalyticsDesk desk) {
        this.desk = desk;
    }

    /** Profit, fees, win rate and the ratios, in one look. */
    @GET
    @Path("summary")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Summary> summary(
            @RestQuery("portfolio_id") @Nullable String portfolioId,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String strategy,
            @RestQuery @Nullable String venue,
            @RestQuery @Nullable String event,
            @RestQuery @Nullable String city) {
        return desk.summary(Scope.of(portfolioId, from, to).only(strategy, venue, event, city));
    }

    /** Equity and drawdown by day, every day from the first booking to the last. */
    @GET
    @Path("equity")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Equity> equity(
            @RestQuery("portfolio_id") @Nullable String portfolioId,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String strategy,
            @RestQuery @Nullable String venue,
            @RestQuery @Nullable String event,
            @RestQuery @Nullable String city) {
        return desk.equity(Scope.of(portfolioId, from, to).only(strategy, venue, event, city));
    }

    /**
     * Trades by strategy, venue, event, city, market (best net result first, or {@code sort=worst}), day, month, or by
     * hour or weekday of their end in a zone that has to be named.
     */
    @GET
    @Path("breakdown")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Breakdown> breakdown(
            @RestQuery("portfolio_id") @Nullable String portfolioId,
            @RestQuery @Nullable String by,
            @RestQuery @Nullable String zone,
            @RestQuery @Nullable String sort,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String strategy,
            @RestQuery @Nullable String venue,
            @RestQuery @Nullable String event,
            @RestQuery @Nullable String city) {
        var scope = Scope.of(portfolioId, from, to).only(strategy, venue, event, city);
        var group = by(by);
        boolean bestFirst = !"worst".equals(sort);
        if (sort != null && bestFirst && !sort.equals("best")) {
            throw RequestProblem.INVALID_PARAMETER.with("sort is best or worst");
        }
        var clock = group.isOfTheClock() ? zone(zone) : "UTC";
        return desk.breakdown(scope, group, clock, bestFirst, PageLimit.parse(limit));
    }

    /** From the quoted edge over spread, fees and slippage to what the ledger gained. */
    @GET
    @Path("waterfall")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Waterfall> waterfall(
            @RestQuery("portfolio_id") @Nullable String portfolioId,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String strategy,
            @RestQuery @Nullable String venue,
            @RestQuery @Nullable String event,
            @RestQuery @Nullable String city) {
        return desk.waterfall(Scope.of(portfolioId, from, to).only(strategy, venue, event, city));
    }

    /** What is held now by event, what each outcome pays, and the worst case. */
    @GET
    @Path("exposure")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Exposure> exposure(
            @RestQuery("portfolio_id") @Nullable String portfolioId, @RestQuery @Nullable String limit) {
        return desk.exposure(Scope.of(portfolioId, null, null).portfolioId(), PageLimit.parse(limit));
    }

    /** How much trades of one event or market end alike. */
    @GET
    @Path("correlation")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Correlation> correlation(
            @RestQuery("portfolio_id") @Nullable String portfolioId,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to) {
        return desk.correlation(Scope.of(portfolioId, from, to));
    }

    /** Strategies of one or several portfolios ({@code portfolio_id=1,2}) over the same days. */
    @GET
    @Path("comparison")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Comparison> comparison(
            @RestQuery("portfolio_id") @Nullable String portfolioIds,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to) {
        var ids = (portfolioIds == null ? "1" : portfolioIds).split(",", -1);
        if (ids.length > MOST_PORTFOLIOS) {
            throw RequestProblem.INVALID_PARAMETER.with("portfolio_id has more than " + MOST_PORTFOLIOS + " numbers");
        }
        return desk.comparison(
                Arrays.stream(ids).distinct().map(id -> Scope.of(id, from, to)).toList());
    }

    private static Breakdown.By by(@Nullable String text) {
        return Arrays.stream(Breakdown.By.values())
                .filter(one -> one.word().equals(text))
                .findFirst()
                .orElseThrow(() -> RequestProblem.INVALID_PARAMETER.with(
                        "by is one of " + Arrays.toString(Breakdown.By.values()).toLowerCase(Locale.ROOT)));
    }

    /** An hour is another one elsewhere, so there is no default. */
    private static String zone(@Nullable String text) {
        if (text == null || !ZoneId.getAvailableZoneIds().contains(text)) {
            throw RequestProblem.INVALID_PARAMETER.with("zone is not one like Europe/Berlin or UTC");
        }
        return text;
    }
}
