package prescient.forecast.quality;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at.
 *
 * @param city null for all
 * @param from first day
 * @param to last day, inclusive
 * @param env environment of predictions and decisions; grades have none
 */
record Window(@Nullable String city, LocalDate from, LocalDate to, String env) {

    boolean holds(String otherCity, LocalDate day) {
        return (city == null || city.equals(otherCity)) && !day.isBefore(from) && !day.isAfter(to);
    }
}
