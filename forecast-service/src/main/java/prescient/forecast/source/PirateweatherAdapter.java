package prescient.forecast.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import prescient.forecast.outside.Quota;

/** Pirate Weather: days by the time they begin at. */
final class PirateweatherAdapter implements OneAnswerAdapter {

    @Override
    public Source source() {
        return Source.PIRATEWEATHER;
    }

    @Override
    public String home() {
        return "https://api.pirateweather.net";
    }

    @Override
    public Quota quota() {
        return new Quota(0, 0, 10_000);
    }

    @Override
    public String path(Question question) {
        return "/forecast/" + question.encodedKey() + "/" + question.latitude() + "," + question.longitude()
                + "?units=us&exclude=currently,minutely,hourly,alerts";
    }

    @Override
    public Maximum read(JsonNode answer, LocalDate day, ZoneId zone) {
        for (var each : answer.path("daily").path("data")) {
            var begins = Instant.ofEpochSecond(each.path("time").asLong());
            if (begins.atZone(zone).toLocalDate().equals(day)) {
                var highest = each.path("temperatureMax");
                return Maximum.fahrenheit(highest.isMissingNode() ? each.path("temperatureHigh") : highest);
            }
        }
        return Maximum.fahrenheit(MissingNode.getInstance());
    }
}
