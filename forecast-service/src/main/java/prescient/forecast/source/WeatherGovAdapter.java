package prescient.forecast.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import prescient.fetch.Fetched;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.outside.SiteClient;

/**
 * The National Weather Service: a coordinate's grid, then the grid's days and nights. Its key is the User-Agent with
 * which it wants to know whom it serves. Only the daytime's temperature is a maximum; in the evening the legacy
 * programs took that of the night, which is the minimum.
 */
final class WeatherGovAdapter implements ProviderAdapter {

    /** Of the address it names only this part is used: what it answers does not decide whom else is asked. */
    private static final Pattern FORECAST = Pattern.compile("/gridpoints/[A-Z]{3}/\\d{1,4},\\d{1,4}/forecast$");

    /** With more it answers by a redirection. */
    private static final int COORDINATE_DECIMALS = 4;

    @Override
    public Source source() {
        return Source.WEATHER_GOV;
    }

    @Override
    public String home() {
        return "https://api.weather.gov";
    }

    @Override
    public Map<LocalDate, Maximum> ask(Question question, SiteClient site) {
        var headers = Map.of("User-Agent", question.key());
        var point = site.json(points(question), headers);
        if (point instanceof Got<JsonNode>(var answer, var retries)) {
            var address =
                    FORECAST.matcher(answer.path("properties").path("forecast").asText());
            point = address.find()
                    ? site.json(address.group(), headers)
                    : new Lost<>("it names no forecast for this place", "", retries);
        }
        return maxima(point, question);
    }

    private static Map<LocalDate, Maximum> maxima(Fetched<JsonNode> forecast, Question question) {
        return switch (forecast) {
            case Lost<JsonNode>(var reason, var body, var retries) ->
                ProviderAdapter.all(question.days(), ProviderAdapter.failed(reason));
            case Got<JsonNode>(var answer, var retries) -> {
                var maxima = new HashMap<LocalDate, Maximum>();
                question.days().forEach(day -> maxima.put(day, read(answer, day, question.zone())));
                yield maxima;
            }
        };
    }

    static String points(Question question) {
        var latitude = question.city().latitude().setScale(COORDINATE_DECIMALS, RoundingMode.HALF_EVEN);
        var longitude = question.city().longitude().setScale(COORDINATE_DECIMALS, RoundingMode.HALF_EVEN);
        return "/points/" + latitude.stripTrailingZeros().toPlainString() + ","
                + longitude.stripTrailingZeros().toPlainString();
    }

    static Maximum read(JsonNode answer, LocalDate day, ZoneId zone) {
        for (var period : answer.path("properties").path("periods")) {
            var begins = OffsetDateTime.parse(period.path("startTime").asText());
            if (period.path("isDaytime").asBoolean()
                    && begins.atZoneSameInstant(zone).toLocalDate().equals(day)) {
                return period.path("temperatureUnit").asText().equals("C")
                        ? Maximum.celsius(period.path("temperature"))
                        : Maximum.fahrenheit(period.path("temperature"));
            }
        }
        return new Maximum.Silent(Absence.MISSING, "it forecasts no daytime of the day");
    }
}
