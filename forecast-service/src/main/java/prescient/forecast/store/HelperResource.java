package prescient.forecast.store;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.forecast.csv.CsvTime;
import prescient.forecast.settle.SettledEvent;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/**
 * The read helpers over HTTP. An answer that comes from a file says so in its header {@code Prescient-Store}. On a date
 * that is none nothing was traded, forecast or settled.
 */
@Path("/forecast")
class HelperResource {

    private static final int SNAPSHOTS = 4;
    private static final int WINDOW_DAYS = 14;
    private static final int MOST_DAYS = 3660;
    private static final int MOST_DECIDED_DAYS = 92;

    private final HelperStore store;

    HelperResource(HelperStore store) {
        this.store = store;
    }

    /** Whether an order was really sent for a city's day. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/already-traded")
    public Uni<TradedAnswer> alreadyTraded(
            @RestQuery @Nullable String env,
            @RestQuery("trade_date") @Nullable String tradeDate,
            @RestQuery @Nullable String city) {
        var where = need("city", city);
        var which = need("env", env);
        return anyDay(tradeDate)
                .map(day -> store.alreadyTraded(which, day, where))
                .orElseGet(() -> Uni.createFrom().item(false))
                .map(TradedAnswer::new);
    }

    /** The score of each city, from the figures of the days before a day. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/allocation-scores")
    public Uni<ScoresAnswer> allocationScores(
            @RestQuery("trade_date") @Nullable String tradeDate,
            @RestQuery("window_days") @Nullable String windowDays) {
        var day = day("trade_date", tradeDate);
        int days = windowDays == null ? WINDOW_DAYS : days(windowDays);
        return store.allocationScores(day, days).map(scores -> new ScoresAnswer(day, days, scores));
    }

    /** The last snapshots of a city's day, oldest first. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/intraday-snapshots")
    public Uni<List<SnapshotView>> recentSnapshots(
            @RestQuery @Nullable String city,
            @RestQuery("trade_date") @Nullable String tradeDate,
            @RestQuery @Nullable String limit) {
        var where = need("city", city);
        int most = limit == null ? SNAPSHOTS : PageLimit.parse(limit);
        return anyDay(tradeDate)
                .map(day -> store.recentSnapshots(where, day, most))
                .orElseGet(() -> Uni.createFrom().item(List.of()))
                .map(found -> found.stream().map(SnapshotView::of).toList());
    }

    /** Absolute errors of a source in a city by day, degrees Fahrenheit; both ends are included. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/source-performance")
    public Uni<ErrorsAnswer> performanceErrors(
            @RestQuery @Nullable String city,
            @RestQuery @Nullable String source,
            @RestQuery @Nullable String start,
            @RestQuery @Nullable String end) {
        return store.performanceErrors(need("city", city), need("source", source), day("start", start), day("end", end))
                .map(ErrorsAnswer::new);
    }

    /** Of each city the prediction of the latest run for a day, whatever its environment. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/predictions")
    public Uni<Map<String, PredictionView>> predictions(@RestQuery("trade_date") @Nullable String tradeDate) {
        return anyDay(tradeDate)
                .map(store::predictions)
                .orElseGet(() -> Uni.createFrom().item(Map.of()))
                .map(found -> {
                    var views = new LinkedHashMap<String, PredictionView>();
                    found.forEach((city, prediction) -> views.put(city, PredictionView.of(prediction)));
                    return views;
                });
    }

    /**
     * Everything that was decided for a day and the days before it, {@code days} in all, what it rested on and how it
     * ended; of all environments, by day and time.
     */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/decisions")
    public Uni<List<DecisionView>> decisions(
            @RestQuery("trade_date") @Nullable String tradeDate,
            @RestQuery @Nullable String days,
            @RestQuery @Nullable String city) {
        var last = day("trade_date", tradeDate);
        var first = last.minusDays(days == null ? 0 : decidedDays(days) - 1L);
        return store.decisions(first, last)
                .map(found -> found.stream()
                        .filter(decision -> city == null || city.strip().equalsIgnoreCase(decision.city()))
                        .map(DecisionView::of)
                        .toList());
    }

    /** Decisions on a day that are settled, of all environments. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/eval-events")
    public Uni<List<SettledEvent>> evalEvents(@RestQuery("trade_date") @Nullable String tradeDate) {
        return anyDay(tradeDate)
                .map(store::evalEvents)
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    /** Whether an order was really sent. */
    record TradedAnswer(boolean alreadyTraded) {}

    /**
     * Scores by city.
     *
     * @param windowDays days before {@code tradeDate} that were looked at
     */
    record ScoresAnswer(LocalDate tradeDate, int windowDays, Map<String, Double> scores) {}

    /** Degrees Fahrenheit, by day. */
    record ErrorsAnswer(List<Double> absoluteErrors) {}

    private static String need(String name, @Nullable String value) {
        if (value == null) {
            throw RequestProblem.INVALID_PARAMETER.with(name + " is missing");
        }
        return value;
    }

    private static LocalDate day(String name, @Nullable String value) {
        return CsvTime.day(need(name, value))
                .orElseThrow(() -> RequestProblem.INVALID_PARAMETER.with(name + " is not a day like 2026-02-03"));
    }

    /** Empty when it is none, and when there is none. */
    private static Optional<LocalDate> anyDay(@Nullable String value) {
        return value == null ? Optional.empty() : CsvTime.day(value);
    }

    /** More days than these are too many for one answer. */
    private static int decidedDays(String text) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_DECIDED_DAYS) {
            throw RequestProblem.INVALID_PARAMETER.with("days is not a whole number from 1 to " + MOST_DECIDED_DAYS);
        }
        return Integer.parseInt(text);
    }

    private static int days(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > MOST_DAYS) {
            throw RequestProblem.INVALID_PARAMETER.with("window_days is not a whole number from 0 to " + MOST_DAYS);
        }
        return Integer.parseInt(text);
    }
}
