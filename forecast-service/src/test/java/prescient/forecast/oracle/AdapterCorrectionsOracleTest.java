package prescient.forecast.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.forecast.calibration.PerformanceFile;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.csv.Fixed;
import prescient.forecast.observation.StationReading;
import prescient.forecast.observation.StationReadingFile;
import prescient.forecast.pulse.SnapshotFile;
import prescient.forecast.source.Source;

/**
 * What it changes how sources are asked, measured on the real files as far as these can tell: they hold what the legacy
 * programs were answered. docs/forecast-corrections.md says the same figures.
 */
class AdapterCorrectionsOracleTest {

    /** From then on the adapters leave out who forecasts only what is left of the day. */
    private static final LocalTime PAST = LocalTime.of(18, 0);

    /** A day with fewer readings was not observed through. */
    private static final int LEAST_READINGS = 20;

    @BeforeEach
    void referenceMaterial() {
        Shared.assume();
    }

    @Test
    void thePageSaysWhatIsMeasured() throws IOException {
        // Given
        var page = Files.readString(
                Path.of(System.getProperty("prescient.root", "..")).resolve("docs/forecast-corrections.md"));

        // When
        var rows = Stream.of(restOfTheDay(), daysOfTheCity(), projections())
                .flatMap(List::stream)
                .toList();

        // Then
        assertThat(rows).hasSize(13);
        assertThat(rows.stream().filter(row -> !page.contains(row)).collect(Collectors.joining("\n")))
                .as("rows that docs/forecast-corrections.md lacks")
                .isEmpty();
    }

    /** What three providers said about the day they were asked on, with and without what they said in its evening. */
    private static List<String> restOfTheDay() {
        var actuals = actuals();
        var rows = new ArrayList<String>();
        for (var source : List.of(Source.WEATHER_GOV, Source.GOOGLE_WEATHER, Source.OPENWEATHERMAP)) {
            var all = new Mean();
            var kept = new Mean();
            for (var snapshot : records("intraday_forecasts", SnapshotFile.INTRADAY)) {
                var asked = snapshot.at().atZoneSameInstant(zone(snapshot.city()));
                var actual = actuals.get(List.of(snapshot.tradeDate(), snapshot.city()));
                var value = snapshot.providersF().get(source);
                if (actual != null && value != null && asked.toLocalDate().equals(snapshot.tradeDate())) {
                    all.add(value.doubleValue() - actual);
                    if (asked.toLocalTime().isBefore(PAST)) {
                        kept.add(value.doubleValue() - actual);
                    }
                }
            }
            rows.add(row("values of " + source.text() + " about the same day", all.count + "", kept.count + ""));
            rows.add(row("their MAE, " + source.text(), all.text(), kept.text()));
        }
        return rows;
    }

    /** The highest reading of the day of UTC that has the city's date, and that of the city's own day. */
    private static List<String> daysOfTheCity() {
        var readings = new LinkedHashMap<Object, StationReading>();
        readings().forEach(reading -> readings.put(StationReadingFile.LAYOUT.key(reading), reading));
        var actuals = actuals();
        var ofUtc = highs(readings.values().stream().toList(), city -> ZoneOffset.UTC);
        var ofCity = highs(readings.values().stream().toList(), AdapterCorrectionsOracleTest::zone);
        var both = new HashSet<>(ofUtc.keySet());
        both.retainAll(ofCity.keySet());
        both.retainAll(actuals.keySet());
        var legacy = new Mean();
        var corrected = new Mean();
        int differ = 0;
        for (var day : both) {
            double actual = Objects.requireNonNull(actuals.get(day));
            double utc = Objects.requireNonNull(ofUtc.get(day)).doubleValue();
            double city = Objects.requireNonNull(ofCity.get(day)).doubleValue();
            legacy.add(utc - actual);
            corrected.add(city - actual);
            differ += utc == city ? 0 : 1;
        }
        return List.of(
                row("days of a city that were observed through", both.size() + "", both.size() + ""),
                row("of these with another maximum than the city's day", differ + "", "0"),
                row("MAE of the highest reading of the day", legacy.text(), corrected.text()));
    }

    private static Map<Object, BigDecimal> highs(List<StationReading> readings, Function<String, ZoneId> zone) {
        var counts = new HashMap<Object, Integer>();
        var highs = new HashMap<Object, BigDecimal>();
        for (var reading : readings) {
            var key = List.of(day(reading.at(), zone.apply(reading.city())), reading.city());
            counts.merge(key, 1, Integer::sum);
            highs.merge(key, reading.temperatureF(), BigDecimal::max);
        }
        highs.keySet().removeIf(key -> Objects.requireNonNull(counts.get(key)) < LEAST_READINGS);
        return highs;
    }

    /** Projected highs of all rows, held against the report of the date in UTC and in the city. */
    private static List<String> projections() {
        var actuals = actuals();
        var rows = new ArrayList<String>();
        for (var city : LegacyCity.codes()) {
            var legacy = new Mean();
            var corrected = new Mean();
            for (var reading : readings()) {
                if (reading.city().equals(city)) {
                    double projected = projected(reading);
                    legacy.addIfKnown(projected, actuals.get(List.of(day(reading.at(), ZoneOffset.UTC), city)));
                    corrected.addIfKnown(projected, actuals.get(List.of(day(reading.at(), zone(city)), city)));
                }
            }
            rows.add(row("MAE of the projected high of " + city, legacy.text(), corrected.text()));
        }
        return rows;
    }

    /** Of layouts without it what stood for it. */
    private static double projected(StationReading reading) {
        return Stream.of(reading.projectedHighF(), reading.highTodayF(), reading.temperatureF())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .doubleValue();
    }

    /** Errors added up. */
    private static final class Mean {

        private double sum;
        private int count;

        void add(double error) {
            sum += Math.abs(error);
            count++;
        }

        void addIfKnown(double forecast, @Nullable Double actual) {
            if (actual != null) {
                add(forecast - actual);
            }
        }

        String text() {
            assertThat(count).isPositive();
            return Fixed.text(sum / count, 4);
        }
    }

    private static Map<Object, Double> actuals() {
        var actuals = new HashMap<Object, Double>();
        for (var row : records("source_performance", PerformanceFile.LAYOUT)) {
            actuals.put(
                    List.of(row.date(), row.city()),
                    Objects.requireNonNull(row.actualF()).doubleValue());
        }
        return actuals;
    }

    private static List<StationReading> readings() {
        return records("observations_history", StationReadingFile.LAYOUT);
    }

    private static LocalDate day(OffsetDateTime at, ZoneId zone) {
        return at.atZoneSameInstant(zone).toLocalDate();
    }

    private static ZoneId zone(String city) {
        return LegacyCity.of(city).orElseThrow().zone();
    }

    private static String row(String what, String legacy, String corrected) {
        return String.format(Locale.ROOT, "| %s | %s | %s |", what, legacy, corrected);
    }

    private static <T> List<T> records(String name, CsvLayout<T> layout) {
        return layout.read(CsvSheet.read(Shared.data().resolve(name + ".csv"))).records();
    }
}
