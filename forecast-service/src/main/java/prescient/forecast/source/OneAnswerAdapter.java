package prescient.forecast.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.outside.SiteClient;

/** A provider whose one answer holds all days. */
interface OneAnswerAdapter extends ProviderAdapter {

    /** Path and query, with the key. */
    String path(Question question);

    /** A day's maximum in the answer. */
    Maximum read(JsonNode answer, LocalDate day, ZoneId zone);

    @Override
    default Map<LocalDate, Maximum> ask(Question question, SiteClient site) {
        return switch (site.json(path(question))) {
            case Lost<JsonNode>(var reason, var body, var retries) ->
                ProviderAdapter.all(question.days(), ProviderAdapter.failed(reason));
            case Got<JsonNode>(var answer, var retries) -> {
                var maxima = new HashMap<LocalDate, Maximum>();
                question.days().forEach(day -> maxima.put(day, read(answer, day, question.zone())));
                yield maxima;
            }
        };
    }
}
