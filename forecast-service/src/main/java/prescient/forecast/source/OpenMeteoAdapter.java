package prescient.forecast.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.time.ZoneId;
import prescient.forecast.outside.Quota;
import prescient.forecast.outside.SiteClient;

/** Open-Meteo: the maximum of each day. Asked for days of the city, not for days of UTC as the legacy programs did. */
final class OpenMeteoAdapter implements OneAnswerAdapter {

    @Override
    public Source source() {
        return Source.OPEN_METEO;
    }

    @Override
    public String home() {
        return "https://api.open-meteo.com";
    }

    @Override
    public boolean needsKey() {
        return false;
    }

    @Override
    public Quota quota() {
        return new Quota(5_000, 10_000, 0);
    }

    @Override
    public String path(Question question) {
        return "/v1/forecast?latitude=" + question.latitude() + "&longitude=" + question.longitude()
                + "&daily=temperature_2m_max&temperature_unit=fahrenheit&timezone="
                + SiteClient.encoded(question.zone().getId()) + "&start_date="
                + question.days().getFirst() + "&end_date=" + question.days().getLast();
    }

    @Override
    public Maximum read(JsonNode answer, LocalDate day, ZoneId zone) {
        var days = answer.path("daily").path("time");
        for (int i = 0; i < days.size(); i++) {
            if (days.get(i).asText().equals(day.toString())) {
                return Maximum.fahrenheit(
                        answer.path("daily").path("temperature_2m_max").path(i));
            }
        }
        return Maximum.fahrenheit(MissingNode.getInstance());
    }
}
