package prescient.forecast.city;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Cities over HTTP. */
@Path("/cities")
class CityResource {

    private static final String CODE = "[a-z][a-z0-9_-]{1,19}";

    private final CityTable cities;
    private final ObservationTable observations;

    CityResource(CityTable cities, ObservationTable observations) {
        this.cities = cities;
        this.observations = observations;
    }

    /** Cities by code. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<City>> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        return cities.list(cursor, rows + 1).map(found -> Page.of(found, rows, City::code));
    }

    /** One city. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/{code}")
    public Uni<City> get(@RestPath String code) {
        return cities.find(valid(code)).map(city -> known(city, code));
    }

    /** Creates or replaces a city; a repeat has no effect. */
    @RolesAllowed(Roles.OPERATOR)
    @PUT
    @Path("/{code}")
    public Uni<City> put(@RestPath String code, @Nullable CityRequest request) {
        if (request == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        var city = request.named(valid(code));
        return cities.put(city).replaceWith(city);
    }

    /** Temperatures observed in a city, newest first; those of one day by the city's clock when it is named. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    @Path("/{code}/observations")
    public Uni<Page<Observation>> observations(
            @RestPath String code,
            @RestQuery @Nullable String day,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        var before = ObservationCursor.parse(cursor);
        var date = day == null ? null : dayOf(day);
        return cities.find(valid(code))
                .chain(city -> {
                    var zone = ZoneId.of(known(city, code).timeZone());
                    return observations.list(
                            code,
                            date == null ? null : date.atStartOfDay(zone).toInstant(),
                            date == null
                                    ? null
                                    : date.plusDays(1).atStartOfDay(zone).toInstant(),
                            before,
                            rows + 1);
                })
                .map(found -> Page.of(found, rows, ObservationCursor::textOf));
    }

    private static LocalDate dayOf(String text) {
        try {
            return LocalDate.parse(text.matches("[0-9-]{10}") ? text : "");
        } catch (DateTimeException e) {
            throw RequestProblem.INVALID_PARAMETER.with("day is not a day like 2026-02-03");
        }
    }

    private static String valid(String code) {
        if (!code.matches(CODE)) {
            throw RequestProblem.INVALID_PARAMETER.with("a city code is 2 to 20 of a-z 0-9 _ -, a letter first");
        }
        return code;
    }

    private static City known(@Nullable City city, String code) {
        if (city == null) {
            throw RequestProblem.NOT_FOUND.with("there is no city " + code);
        }
        return city;
    }
}
