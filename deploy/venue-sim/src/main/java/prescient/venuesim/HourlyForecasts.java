package prescient.venuesim;

import static prescient.venuesim.Degrees.celsius;
import static prescient.venuesim.Degrees.fahrenheit;
import static prescient.venuesim.Degrees.object;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.venuesim.DailyForecasts.Asked;

/** The answers of sources that forecast the coming hours only, so that of today nothing is left in the evening. */
final class HourlyForecasts {

    private static final int GOOGLE_PAGE = 24;
    private static final int GOOGLE_HOURS = 240;
    private static final int STEPS = 40;
    private static final int STEP_HOURS = 3;
    private static final long STEP_SECONDS = Duration.ofHours(STEP_HOURS).toSeconds();

    private final WeatherForecasts forecasts;

    HourlyForecasts(WeatherForecasts forecasts) {
        this.forecasts = forecasts;
    }

    /** Pages of 24 hours, from the one that is on. */
    Object google(Asked asked, Query query) {
        int hours = Math.clamp(query.wholeNumber("hours", GOOGLE_PAGE), 1, GOOGLE_HOURS);
        int from = query.has("pageToken") ? query.wholeNumber("pageToken", 0) : 0;
        int to = Math.min(hours, from + GOOGLE_PAGE);
        var first = asked.now().truncatedTo(ChronoUnit.HOURS);
        var list = new ArrayList<Map<String, @Nullable Object>>();
        for (int hour = from; hour < to; hour++) {
            var begins = first.plus(hour, ChronoUnit.HOURS);
            list.add(object(
                    "interval",
                    object(
                            "startTime",
                            begins.toString(),
                            "endTime",
                            begins.plus(1, ChronoUnit.HOURS).toString()),
                    "temperature",
                    object("degrees", celsius(courseF(asked, begins), asked.twist()), "unit", "CELSIUS")));
        }
        var page = object(
                "forecastHours",
                list,
                "timeZone",
                object("id", asked.city().zone().getId()));
        if (to < hours) {
            page.put("nextPageToken", Integer.toString(to));
        }
        return page;
    }

    /** Steps of three hours from the next one on, each with the highest temperature of its hours. */
    Object openweathermap(Asked asked) {
        long step = asked.now().getEpochSecond() / STEP_SECONDS + 1;
        var list = new ArrayList<Map<String, @Nullable Object>>();
        for (int i = 0; i < STEPS; i++) {
            var begins = Instant.ofEpochSecond((step + i) * STEP_SECONDS);
            double highest = courseF(asked, begins);
            for (int hour = 1; hour < STEP_HOURS; hour++) {
                highest = Math.max(highest, courseF(asked, begins.plus(hour, ChronoUnit.HOURS)));
            }
            list.add(object(
                    "dt", begins.getEpochSecond(),
                    "main",
                            object(
                                    "temp", fahrenheit(courseF(asked, begins), 2, asked.twist()),
                                    "temp_max", fahrenheit(highest, 2, asked.twist())),
                    "dt_txt", begins.toString().replace('T', ' ').replace("Z", "")));
        }
        int offset = asked.city().zone().getRules().getOffset(asked.now()).getTotalSeconds();
        return object(
                "cod",
                "200",
                "cnt",
                STEPS,
                "list",
                list,
                "city",
                object("name", asked.city().title(), "timezone", offset));
    }

    private double courseF(Asked asked, Instant at) {
        var local = at.atZone(asked.city().zone());
        double maximum = forecasts.maximumF(asked.source(), asked.city(), local.toLocalDate(), asked.now());
        return forecasts.climate().courseF(asked.city(), local, maximum);
    }
}
