package prescient.forecast.quality;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.problem.RequestProblem;

/** The quality of forecasts over HTTP. An answer of which a part comes from files says so, as the read helpers do. */
@Path("/forecast/calibration")
class QualityResource {

    private static final int MOST_DAYS = 1830;
    private static final String ENV = "prod";

    private final QualityStore store;

    QualityResource(QualityStore store) {
        this.store = store;
    }

    /**
     * Errors by source and lead time, and the quality of the probabilities that were decided on. City, and environment
     * of predictions and decisions, may be left out: that is all cities, without the errors by lead, and prod.
     */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<QualityReport> calibration(
            @RestQuery @Nullable String city,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String env) {
        var window = new Window(
                city == null ? null : city.strip().toLowerCase(Locale.ROOT),
                day("from", from),
                day("to", to),
                env == null ? ENV : env.strip());
        check(window);
        var where = window.city();
        return where == null
                ? store.report(window)
                : store.knows(where).chain(known -> {
                    if (!known) {
                        throw QualityProblem.NO_SUCH_CITY.with("there is no city " + where);
                    }
                    return store.report(window);
                });
    }

    private static void check(Window window) {
        long days = ChronoUnit.DAYS.between(window.from(), window.to()) + 1;
        if (days < 1) {
            throw QualityProblem.WINDOW_BACKWARDS.with(window.to() + " is before " + window.from());
        }
        if (days > MOST_DAYS) {
            throw QualityProblem.WINDOW_TOO_LONG.with(days + " days were asked for");
        }
    }

    private static LocalDate day(String name, @Nullable String value) {
        if (value == null) {
            throw RequestProblem.INVALID_PARAMETER.with(name + " is missing");
        }
        try {
            // Years of more digits are days as well, but not of this world.
            return LocalDate.parse(value.matches("[0-9-]{10}") ? value : "");
        } catch (DateTimeException e) {
            throw RequestProblem.INVALID_PARAMETER.with(name + " is not a day like 2026-02-03");
        }
    }
}
