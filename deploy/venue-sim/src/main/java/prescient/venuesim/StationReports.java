package prescient.venuesim;

import static prescient.venuesim.Degrees.celsius;
import static prescient.venuesim.Degrees.object;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the National Weather Service says was: a station's observations and its climate reports. */
final class StationReports {

    private static final int REPORT_EVERY_SECONDS = 1_200;
    private static final Duration UNTIL_PUBLISHED = Duration.ofMinutes(4);
    private static final int MOST_OBSERVATIONS = 500;
    private static final LocalTime EVENING = LocalTime.of(16, 40);
    private static final int MOST_VERSIONS = 50;
    private static final int RECORDS = 40;
    private static final double RECORD_CHANCE = 0.04;
    private static final DateTimeFormatter ISSUED =
            DateTimeFormatter.ofPattern("hmm a zzz EEE MMM dd yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SUMMED = DateTimeFormatter.ofPattern("MMMM d yyyy", Locale.ENGLISH);

    private final Climate climate;
    private final Noise noise;

    StationReports(Climate climate, Noise noise) {
        this.climate = climate;
        this.noise = noise;
    }

    /** The newest observations first, one each twenty minutes, each a few minutes after its time. */
    Object observations(WeatherCity city, int limit, Instant now, @Nullable FaultKind twist) {
        long last = now.minus(UNTIL_PUBLISHED).getEpochSecond() / REPORT_EVERY_SECONDS;
        var features = new ArrayList<Map<String, @Nullable Object>>();
        for (int back = 0; back < Math.min(limit, MOST_OBSERVATIONS); back++) {
            var at = Instant.ofEpochSecond((last - back) * REPORT_EVERY_SECONDS);
            double temperature = climate.temperatureF(city, at.atZone(city.zone()));
            features.add(object(
                    "type",
                    "Feature",
                    "properties",
                    object(
                            "station", "https://api.weather.gov/stations/" + city.station(),
                            "stationId", city.station(),
                            "timestamp", at.toString().replace("Z", "+00:00"),
                            "temperature",
                                    object(
                                            "unitCode", "wmoUnit:degC",
                                            "value", celsius(temperature, twist),
                                            "qualityControl", "V"))));
        }
        return object("type", "FeatureCollection", "features", features);
    }

    /**
     * A climate report.
     *
     * @param day what it sums up
     * @param isFinal false for the one of that day's afternoon
     */
    private record Issue(LocalDate day, ZonedDateTime at, boolean isFinal) {}

    /**
     * The page with a climate report.
     *
     * @param version 1 is the newest
     */
    String page(WeatherCity city, int version, Instant now) {
        var issues = issues(city, now);
        var text = version < 1 || version > issues.size()
                ? "None issued by this office recently."
                : text(city, issues.get(version - 1));
        return "<!DOCTYPE html><html><head><title>National Weather Service</title></head><body>\n"
                + "<pre class=\"glossaryProduct\">" + text + "</pre>\n</body></html>\n";
    }

    /** What came out until now, the newest first. */
    private static List<Issue> issues(WeatherCity city, Instant now) {
        var issues = new ArrayList<Issue>();
        var today = now.atZone(city.zone()).toLocalDate();
        for (int back = 0; issues.size() < MOST_VERSIONS; back++) {
            var day = today.minusDays(back);
            var evening = day.atTime(EVENING).atZone(city.zone());
            if (!evening.toInstant().isAfter(now)) {
                issues.add(new Issue(day, evening, false));
            }
            var morning = day.atStartOfDay(city.zone()).plusMinutes(city.reportMinute());
            if (!morning.toInstant().isAfter(now)) {
                issues.add(new Issue(day.minusDays(1), morning, true));
            }
        }
        return issues.subList(0, MOST_VERSIONS);
    }

    private String text(WeatherCity city, Issue issue) {
        int maximum = climate.maximumF(city, issue.day());
        int minimum = climate.minimumF(city, issue.day());
        int normal = (int) Math.round(climate.normalF(city, issue.day()));
        boolean isRecord = noise.fork(RECORDS).uniform(city.row(), issue.day().toEpochDay()) < RECORD_CHANCE;
        return """

                000
                CDUS41 K%s %s
                CLI%s

                CLIMATE REPORT
                NATIONAL WEATHER SERVICE
                %s

                ...................................

                ...THE %s CLIMATE SUMMARY FOR %s...
                %s
                CLIMATE NORMAL PERIOD 1991 TO 2020

                WEATHER ITEM   OBSERVED TIME   RECORD YEAR NORMAL DEPARTURE LAST
                                VALUE   (LST)  VALUE       VALUE  FROM      YEAR
                                                                   NORMAL
                ...................................................................
                TEMPERATURE (F)
                 %s
                  MAXIMUM        %4d%s  3:00 PM %3d    1936 %3d    %3d     %4d
                  MINIMUM        %4d   6:00 AM %3d    1918

                PRECIPITATION (IN)
                  YESTERDAY        0.00

                $$
                """.formatted(
                        city.office(),
                        DateTimeFormatter.ofPattern("ddHHmm").format(issue.at().withZoneSameInstant(ZoneOffset.UTC)),
                        city.reportStation(),
                        ISSUED.format(issue.at()).toUpperCase(Locale.ROOT),
                        city.title(),
                        SUMMED.format(issue.day()).toUpperCase(Locale.ROOT),
                        issue.isFinal() ? "" : "VALID TODAY AS OF 0400 PM LOCAL TIME.\n",
                        issue.isFinal() ? "YESTERDAY" : "TODAY",
                        maximum,
                        isRecord ? "R" : " ",
                        isRecord ? maximum : maximum + 12,
                        normal,
                        maximum - normal,
                        climate.maximumF(city, issue.day().minusYears(1)),
                        minimum,
                        minimum - 12);
    }
}
