package prescient.forecast.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import prescient.forecast.outside.Quota;

/** Tomorrow.io: days by the date their time begins with. It takes 3 requests a second. */
final class TomorrowAdapter implements OneAnswerAdapter {

    @Override
    public Source source() {
        return Source.TOMORROW;
    }

    @Override
    public String home() {
        return "https://api.tomorrow.io";
    }

    @Override
    public Duration apart() {
        return Duration.ofMillis(400);
    }

    @Override
    public Quota quota() {
        return new Quota(25, 500, 0);
    }

    @Override
    public String path(Question question) {
        return "/v4/weather/forecast?location=" + question.latitude() + "%2C" + question.longitude()
                + "&timesteps=1d&units=imperial&apikey=" + question.encodedKey();
    }

    @Override
    public Maximum read(JsonNode answer, LocalDate day, ZoneId zone) {
        for (var each : answer.path("timelines").path("daily")) {
            if (each.path("time").asText().startsWith(day.toString())) {
                return Maximum.fahrenheit(each.path("values").path("temperatureMax"));
            }
        }
        return Maximum.fahrenheit(MissingNode.getInstance());
    }
}
