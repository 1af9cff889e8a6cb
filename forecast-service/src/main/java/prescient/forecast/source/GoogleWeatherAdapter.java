package prescient.forecast.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.outside.Quota;
import prescient.forecast.outside.SiteClient;
import prescient.forecast.source.Hours.Hour;

/**
 * Google Weather: the coming hours, 24 to a page. The next page is fetched where the last day needs it, and no further
 * one: two pages for four cities 41 times a day are 10,000 requests in 30 days, which is all it takes in a month.
 */
final class GoogleWeatherAdapter implements ProviderAdapter {

    private static final int PAGES = 2;

    @Override
    public Source source() {
        return Source.GOOGLE_WEATHER;
    }

    @Override
    public String home() {
        return "https://weather.googleapis.com";
    }

    @Override
    public Quota quota() {
        return new Quota(0, 0, 10_000);
    }

    @Override
    public Map<LocalDate, Maximum> ask(Question question, SiteClient site) {
        var hours = new ArrayList<Hour>();
        var end = question.days()
                .getLast()
                .plusDays(1)
                .atStartOfDay(question.zone())
                .toInstant();
        var path = path(question);
        for (int page = 1; ; page++) {
            switch (site.json(path)) {
                case Lost<JsonNode>(var reason, var body, var retries) -> {
                    // A part of the hours may hold one of the days, but nobody knows which without looking closer.
                    return ProviderAdapter.all(question.days(), ProviderAdapter.failed(reason));
                }
                case Got<JsonNode>(var answer, var retries) -> {
                    hours.addAll(read(answer));
                    var next = answer.path("nextPageToken").asText("");
                    if (next.isEmpty() || page == PAGES || reaches(hours, end)) {
                        return maxima(hours, question);
                    }
                    path = path(question) + "&pageToken=" + SiteClient.encoded(next);
                }
            }
        }
    }

    static String path(Question question) {
        return "/v1/forecast/hours:lookup?key=" + question.encodedKey() + "&location.latitude=" + question.latitude()
                + "&location.longitude=" + question.longitude() + "&hours=240";
    }

    static List<Hour> read(JsonNode answer) {
        var hours = new ArrayList<Hour>();
        for (var each : answer.path("forecastHours")) {
            var interval = each.path("interval");
            var begins =
                    interval.path("startTime").asText(interval.path("endTime").asText());
            var temperature = each.path("temperature");
            var degrees = temperature.path("degrees");
            hours.add(new Hour(
                    Instant.parse(begins),
                    temperature.path("unit").asText().equals("CELSIUS")
                            ? Maximum.celsius(degrees)
                            : Maximum.fahrenheit(degrees)));
        }
        return hours;
    }

    private static boolean reaches(List<Hour> hours, Instant end) {
        return hours.stream().anyMatch(hour -> !hour.begins().isBefore(end));
    }

    private static Map<LocalDate, Maximum> maxima(List<Hour> hours, Question question) {
        var maxima = new HashMap<LocalDate, Maximum>();
        var all = new Hours(hours);
        question.days().forEach(day -> maxima.put(day, all.maximum(day, question.zone())));
        return maxima;
    }
}
