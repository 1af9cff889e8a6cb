package prescient.forecast.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Temperatures of the coming hours, from which a day's maximum is made. Such a list lacks what is past of today, and
 * may end in the middle of tomorrow: a day counts only with the hours in which it is usually warmest. Of the rest of a
 * day the legacy programs took the maximum as well, and were off by 6 degrees on average.
 */
record Hours(List<Hour> hours) {

    /** A day without anything that begins between these two has no maximum. */
    private static final int FROM_HOUR = 15;

    private static final int BEFORE_HOUR = 18;

    Hours {
        hours = List.copyOf(hours);
    }

    /** @param temperature as sent, of the time that begins here */
    record Hour(Instant begins, Maximum temperature) {

        static Hour fahrenheit(Instant begins, JsonNode number) {
            return new Hour(begins, Maximum.fahrenheit(number));
        }
    }

    /** A single number that is no temperature makes the day's maximum none. */
    Maximum maximum(LocalDate day, ZoneId zone) {
        boolean isDecided = false;
        var values = new ArrayList<Double>();
        for (var hour : hours) {
            var local = hour.begins().atZone(zone);
            if (!local.toLocalDate().equals(day)) {
                continue;
            }
            isDecided |= local.getHour() >= FROM_HOUR && local.getHour() < BEFORE_HOUR;
            switch (hour.temperature()) {
                case Maximum.Said(var valueF) -> values.add(valueF);
                case Maximum.Silent silent -> {
                    return silent;
                }
            }
        }
        if (!isDecided) {
            return new Maximum.Silent(
                    Absence.MISSING,
                    "it forecasts no hour from " + FROM_HOUR + ":00 to " + BEFORE_HOUR + ":00 of the day");
        }
        return new Maximum.Said(
                values.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
}
