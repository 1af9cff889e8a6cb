package prescient.forecast.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import prescient.forecast.outside.Quota;
import prescient.forecast.source.Hours.Hour;

/** OpenWeatherMap: five days in steps of three hours, from the next one on. */
final class OpenweathermapAdapter implements OneAnswerAdapter {

    @Override
    public Source source() {
        return Source.OPENWEATHERMAP;
    }

    @Override
    public String home() {
        return "https://api.openweathermap.org";
    }

    @Override
    public Quota quota() {
        return new Quota(0, 0, 1_000_000);
    }

    @Override
    public String path(Question question) {
        return "/data/2.5/forecast?lat=" + question.latitude() + "&lon=" + question.longitude() + "&appid="
                + question.encodedKey() + "&units=imperial";
    }

    @Override
    public Maximum read(JsonNode answer, LocalDate day, ZoneId zone) {
        var hours = new ArrayList<Hour>();
        for (var each : answer.path("list")) {
            var main = each.path("main");
            hours.add(Hour.fahrenheit(
                    Instant.ofEpochSecond(each.path("dt").asLong()),
                    main.path("temp_max").isMissingNode() ? main.path("temp") : main.path("temp_max")));
        }
        return new Hours(hours).maximum(day, zone);
    }
}
