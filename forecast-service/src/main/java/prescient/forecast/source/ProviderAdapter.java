package prescient.forecast.source;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import prescient.forecast.outside.Quota;
import prescient.forecast.outside.SiteClient;

/** One provider: where it is, what it is asked and how its answer is read. Stateless. */
interface ProviderAdapter {

    Source source();

    /** Its address. */
    String home();

    /** True when it answers only to those it knows. */
    default boolean needsKey() {
        return true;
    }

    /** The least time between two requests. */
    default Duration apart() {
        return Duration.ofMillis(100);
    }

    /** How many requests it takes, by the plan that costs nothing where it has one. */
    default Quota quota() {
        return Quota.NONE;
    }

    /**
     * Asks for the days' maxima. Blocks.
     *
     * @return one entry for each day
     * @throws java.time.DateTimeException when the answer has a time that is none
     */
    Map<LocalDate, Maximum> ask(Question question, SiteClient site);

    /** The same for every day. */
    static Map<LocalDate, Maximum> all(List<LocalDate> days, Maximum maximum) {
        var all = new HashMap<LocalDate, Maximum>();
        days.forEach(day -> all.put(day, maximum));
        return all;
    }

    /** It did not answer. */
    static Maximum failed(String reason) {
        return new Maximum.Silent(Absence.FAILED, reason);
    }
}
