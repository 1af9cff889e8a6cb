package prescient.forecast.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.time.ZoneId;
import prescient.forecast.outside.Quota;

/** Visual Crossing: a timeline of days, with what was observed of today mixed in. */
final class VisualCrossingAdapter implements OneAnswerAdapter {

    @Override
    public Source source() {
        return Source.VISUAL_CROSSING;
    }

    @Override
    public String home() {
        return "https://weather.visualcrossing.com";
    }

    /** A thousand days of weather a day, and each request is about two. */
    @Override
    public Quota quota() {
        return new Quota(0, 500, 0);
    }

    @Override
    public String path(Question question) {
        return "/VisualCrossingWebServices/rest/services/timeline/" + question.latitude() + "%2C" + question.longitude()
                + "/" + question.days().getFirst() + "/" + question.days().getLast()
                + "?unitGroup=us&include=days&key=" + question.encodedKey() + "&contentType=json";
    }

    @Override
    public Maximum read(JsonNode answer, LocalDate day, ZoneId zone) {
        for (var each : answer.path("days")) {
            if (each.path("datetime").asText().equals(day.toString())) {
                return Maximum.fahrenheit(each.path("tempmax"));
            }
        }
        return Maximum.fahrenheit(MissingNode.getInstance());
    }
}
