package prescient.forecast.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.outside.Quota;
import prescient.forecast.outside.SiteClient;

/** WeatherAPI.com: one request for each day. */
final class WeatherapiAdapter implements ProviderAdapter {

    @Override
    public Source source() {
        return Source.WEATHERAPI;
    }

    @Override
    public String home() {
        return "https://api.weatherapi.com";
    }

    @Override
    public Quota quota() {
        return new Quota(0, 0, 100_000);
    }

    @Override
    public Map<LocalDate, Maximum> ask(Question question, SiteClient site) {
        var maxima = new HashMap<LocalDate, Maximum>();
        for (var day : question.days()) {
            maxima.put(
                    day,
                    switch (site.json(path(question, day))) {
                        case Lost<JsonNode>(var reason, var body, var retries) -> ProviderAdapter.failed(reason);
                        case Got<JsonNode>(var answer, var retries) -> read(answer, day);
                    });
        }
        return maxima;
    }

    static String path(Question question, LocalDate day) {
        return "/v1/forecast.json?key=" + question.encodedKey() + "&q=" + question.latitude() + "%2C"
                + question.longitude() + "&days=1&dt=" + day + "&alerts=no&aqi=no";
    }

    /** An answer about another day than the one asked for has no value. */
    static Maximum read(JsonNode answer, LocalDate day) {
        var first = answer.path("forecast").path("forecastday").path(0);
        return Maximum.fahrenheit(
                first.path("date").asText().equals(day.toString())
                        ? first.path("day").path("maxtemp_f")
                        : MissingNode.getInstance());
    }
}
