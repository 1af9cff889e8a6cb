package prescient.venuesim;

import static prescient.venuesim.Degrees.fahrenheit;
import static prescient.venuesim.Degrees.object;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The answers of sources that forecast whole days, each in its own shape. */
final class DailyForecasts {

    private static final int DAYS_AHEAD = 6;
    private static final int NIGHT_BEGINS = 18;
    private static final int DAY_BEGINS = 6;

    private final WeatherForecasts forecasts;

    DailyForecasts(WeatherForecasts forecasts) {
        this.forecasts = forecasts;
    }

    /** Who asks about which city, when, and which fault is in force. */
    record Asked(
            WeatherSource source,
            WeatherCity city,
            Instant now,
            @Nullable FaultKind twist) {

        LocalDate today() {
            return now.atZone(city.zone()).toLocalDate();
        }

        List<LocalDate> comingDays() {
            return LongStream.rangeClosed(0, DAYS_AHEAD)
                    .mapToObj(today()::plusDays)
                    .toList();
        }
    }

    Object openMeteo(Asked asked, Query query) {
        var days = days(need(query, "start_date"), need(query, "end_date"));
        return object(
                "latitude", asked.city().latitude(),
                "longitude", asked.city().longitude(),
                "generationtime_ms", 0.02,
                "timezone", query.first("timezone"),
                "daily_units", object("time", "iso8601", "temperature_2m_max", "°F"),
                "daily",
                        object(
                                "time", days.stream().map(LocalDate::toString).toList(),
                                "temperature_2m_max",
                                        days.stream()
                                                .map(day -> maximum(asked, day, 1))
                                                .toList()));
    }

    Object visualCrossing(Asked asked, String from, String to) {
        return object(
                "queryCost", 1,
                "latitude", asked.city().latitude(),
                "longitude", asked.city().longitude(),
                "timezone", asked.city().zone().getId(),
                "days",
                        days(from, to).stream()
                                .map(day -> object(
                                        "datetime", day.toString(),
                                        "datetimeEpoch", midnight(asked, day),
                                        "tempmax", maximum(asked, day, 1),
                                        "tempmin", minimum(asked, day),
                                        "source", "comb"))
                                .toList());
    }

    Object tomorrow(Asked asked) {
        var daily = asked.comingDays().stream()
                .map(day -> object(
                        "time",
                        day + "T11:00:00Z",
                        "values",
                        object(
                                "temperatureMax", maximum(asked, day, 2),
                                "temperatureMin", minimum(asked, day))))
                .toList();
        return object("timelines", object("daily", daily), "location", coordinates(asked, "lat", "lon"));
    }

    Object weatherapi(Asked asked, Query query) {
        var day = day(need(query, "dt"));
        return object(
                "location",
                object(
                        "name",
                        asked.city().title(),
                        "tz_id",
                        asked.city().zone().getId()),
                "forecast",
                object(
                        "forecastday",
                        List.of(object(
                                "date", day.toString(),
                                "date_epoch", midnight(asked, day),
                                "day",
                                        object(
                                                "maxtemp_f", maximum(asked, day, 1),
                                                "mintemp_f", minimum(asked, day))))));
    }

    Object pirateweather(Asked asked) {
        var daily = asked.comingDays().stream()
                .map(day -> object(
                        "time", midnight(asked, day),
                        "temperatureHigh", maximum(asked, day, 2),
                        "temperatureMax", maximum(asked, day, 2),
                        "temperatureMin", minimum(asked, day)))
                .toList();
        return object(
                "latitude", asked.city().latitude(),
                "longitude", asked.city().longitude(),
                "timezone", asked.city().zone().getId(),
                "daily", object("summary", "", "data", daily));
    }

    /** Where a coordinate's forecast is; the address is the real one, whoever simulates it. */
    Object points(WeatherCity city) {
        return object(
                "type",
                "Feature",
                "properties",
                object(
                        "gridId", city.office(),
                        "forecast", "https://api.weather.gov/gridpoints/" + city.grid() + "/forecast",
                        "timeZone", city.zone().getId()));
    }

    /** Days and nights by turns, from the one that is on: in the evening nothing is left of today but its night. */
    Object periods(Asked asked) {
        var periods = new ArrayList<Map<String, @Nullable Object>>();
        var begins = asked.now().atZone(asked.city().zone());
        while (begins.toLocalDate().isBefore(asked.today().plusDays(DAYS_AHEAD))) {
            boolean daytime = begins.getHour() >= DAY_BEGINS && begins.getHour() < NIGHT_BEGINS;
            var ends = ends(begins, daytime);
            var night = daytime ? begins.toLocalDate() : ends.toLocalDate();
            periods.add(object(
                    "number",
                    periods.size() + 1,
                    "startTime",
                    begins.withMinute(0)
                            .withSecond(0)
                            .withNano(0)
                            .toOffsetDateTime()
                            .toString(),
                    "endTime",
                    ends.toOffsetDateTime().toString(),
                    "isDaytime",
                    daytime,
                    "temperature",
                    daytime ? maximum(asked, night, 0) : minimum(asked, night),
                    "temperatureUnit",
                    "F"));
            begins = ends;
        }
        return object("type", "Feature", "properties", object("units", "us", "periods", periods));
    }

    private static ZonedDateTime ends(ZonedDateTime begins, boolean daytime) {
        if (daytime) {
            return begins.with(LocalTime.of(NIGHT_BEGINS, 0));
        }
        var morning = begins.with(LocalTime.of(DAY_BEGINS, 0));
        return morning.isAfter(begins) ? morning : morning.plusDays(1);
    }

    private Object maximum(Asked asked, LocalDate day, int decimals) {
        return fahrenheit(forecasts.maximumF(asked.source(), asked.city(), day, asked.now()), decimals, asked.twist());
    }

    private Object minimum(Asked asked, LocalDate day) {
        return fahrenheit(forecasts.climate().minimumF(asked.city(), day), 0, asked.twist());
    }

    private static Map<String, @Nullable Object> coordinates(Asked asked, String latitude, String longitude) {
        return object(latitude, asked.city().latitude(), longitude, asked.city().longitude());
    }

    private static long midnight(Asked asked, LocalDate day) {
        return day.atStartOfDay(asked.city().zone()).toEpochSecond();
    }

    private static List<LocalDate> days(String from, String to) {
        var first = day(from);
        var last = day(to);
        if (last.isBefore(first) || last.isAfter(first.plusDays(DAYS_AHEAD))) {
            throw new Refusal(400, "no days from " + from + " to " + to);
        }
        return first.datesUntil(last.plusDays(1)).collect(Collectors.toList());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Refusal(400, "no day: '" + text + "'");
        }
    }

    private static String need(Query query, String name) {
        var text = query.first(name);
        if (text == null) {
            throw new Refusal(400, name + " is missing");
        }
        return text;
    }
}
