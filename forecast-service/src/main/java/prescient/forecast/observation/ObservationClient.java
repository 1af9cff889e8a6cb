package prescient.forecast.observation;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import prescient.fetch.Fetched;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.city.City;
import prescient.forecast.outside.OutsideClient;
import prescient.forecast.outside.OutsideClient.Service;
import prescient.forecast.outside.SiteClient;

/** Reads stations' observations at the National Weather Service. Blocks. Safe for many threads. */
@Startup // so that its meters are there from the start
@ApplicationScoped
public class ObservationClient {

    private static final double LEAST_F = -50;
    private static final double MOST_F = 150;

    private final SiteClient site;
    private final ObservationConfig config;
    private final InstantSource clock;

    ObservationClient(ObservationConfig config, OutsideClient outside, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.site = outside.site(new Service(
                "observations", config.url(), "/weather/weather.gov", "https://api.weather.gov", config.apart()));
    }

    /**
     * The last reading of the city's station, with its trends and what they let expect of the day. Readings without a
     * temperature, or with one that cannot be, are left out; without any other there is none.
     */
    public Fetched<StationReading> latest(City city) {
        return switch (readings(city.station())) {
            case Lost<List<Reading>>(var reason, var body, var retries) -> new Lost<>(reason, body, retries);
            case Got<List<Reading>>(var readings, var retries) ->
                readings.isEmpty()
                        ? new Lost<>("the station has no temperatures", "", retries)
                        : new Got<>(
                                new ReadingSeries(readings)
                                        .summary(
                                                city.code(),
                                                city.station(),
                                                city.longitude().doubleValue(),
                                                ZoneId.of(city.timeZone()),
                                                clock.instant()),
                                retries);
        };
    }

    /**
     * A station's readings in the order they come, the newest first.
     *
     * @param station for instance {@code KNYC}
     */
    public Fetched<List<Reading>> readings(String station) {
        var path = "/stations/" + SiteClient.encoded(station) + "/observations?limit=" + config.limit();
        return switch (site.json(path, Map.of("User-Agent", config.userAgent()))) {
            case Lost<JsonNode>(var reason, var body, var retries) -> new Lost<>(reason, body, retries);
            case Got<JsonNode>(var answer, var retries) -> new Got<>(read(answer), retries);
        };
    }

    static List<Reading> read(JsonNode answer) {
        var readings = new ArrayList<Reading>();
        for (var feature : answer.path("features")) {
            reading(feature.path("properties")).ifPresent(readings::add);
        }
        return readings;
    }

    private static Optional<Reading> reading(JsonNode properties) {
        var temperature = properties.path("temperature");
        var number = temperature.path("value");
        double value = number.isNumber() ? number.doubleValue() : Double.NaN;
        double valueF = temperature.path("unitCode").asText().endsWith("degF") ? value : value * 9 / 5 + 32;
        if (!(valueF >= LEAST_F && valueF <= MOST_F)) {
            return Optional.empty();
        }
        try {
            var at = OffsetDateTime.parse(properties.path("timestamp").asText());
            return Optional.of(new Reading(at.toInstant(), valueF));
        } catch (DateTimeException e) {
            return Optional.empty(); // a reading of no time is none
        }
    }
}
