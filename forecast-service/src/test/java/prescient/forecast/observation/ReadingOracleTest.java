package prescient.forecast.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.oracle.ApiCase;
import prescient.forecast.oracle.Shared;
import prescient.forecast.outside.Simulated;

/** What is made of readings, compared with the legacy poller's answers and with what it wrote down. */
class ReadingOracleTest {

    private static final double HALF_A_DIGIT = 1.0001e-4;

    @BeforeAll
    static void needReference() {
        Shared.assume();
    }

    static List<JsonNode> trends() {
        return ApiCase.TRENDS.answers();
    }

    static List<JsonNode> projections() {
        return ApiCase.PROJECTIONS.answers();
    }

    private static List<StationReading> real() {
        var sheet = CsvSheet.read(Shared.data().resolve("observations_history.csv"));
        return StationReadingFile.LAYOUT.read(sheet).records();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("trends")
    void trendsOfInventedReadings(JsonNode example) {
        // Given
        var readings = new ArrayList<Reading>();
        example.get("observations")
                .forEach(each -> readings.add(new Reading(
                        OffsetDateTime.parse(each.get("timestamp").asText()).toInstant(),
                        each.get("temp").doubleValue())));
        if (readings.isEmpty()) {
            assertThat(example.path("result").isNull()).isTrue();
            return;
        }

        // When
        var summary = new ReadingSeries(readings)
                .summary("ny", "KNYC", -73.97785, LegacyCity.NY.zone(), Instant.parse("2026-02-03T20:30:00Z"));

        // Then
        var expected = example.get("result");
        assertThat(summary.at()).isEqualTo(expected.get("timestamp").asText());
        assertSame(summary.temperatureF(), expected.get("temp"));
        assertSame(summary.highTodayF(), expected.get("observed_high_today"));
        assertSame(summary.projectedHighF(), expected.get("projected_high"));
        assertSame(summary.trend10m(), expected.get("trend_10m"));
        assertSame(summary.trend30m(), expected.get("trend_30m"));
        assertSame(summary.trend1h(), expected.get("trend_1h"));
        assertSame(summary.accelerationF(), expected.get("acceleration"));
    }

    private static void assertSame(BigDecimal actual, JsonNode expected) {
        assertThat(actual).isEqualByComparingTo(BigDecimal.valueOf(expected.doubleValue() + 0.0));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("projections")
    void projectedHighs(JsonNode example) {
        // Given a warmest time that is past where the poller knew none
        boolean isUnknown = example.get("high_time").isNull();
        var now = isUnknown
                ? Instant.EPOCH
                : OffsetDateTime.parse(example.get("now").asText()).toInstant();
        var warmest = isUnknown
                ? now
                : OffsetDateTime.parse(example.get("high_time").asText()).toInstant();

        // When
        var projected = ReadingSeries.projectedHighF(
                example.get("current_temp").doubleValue(),
                example.get("observed_high_today").doubleValue(),
                example.get("trend_per_hr").doubleValue(),
                now,
                warmest);

        // Then
        assertThat(projected).isCloseTo(example.get("projected").doubleValue(), within(0.005));
    }

    @Test
    void theWarmestTimeOfEveryRealCityAndDay() {
        // Given
        var peaks = real().stream().filter(reading -> reading.peakAt() != null).toList();

        // Then
        assertThat(peaks).hasSizeGreaterThan(4000).allSatisfy(reading -> {
            var city = LegacyCity.of(reading.city()).orElseThrow();
            var peak = Objects.requireNonNull(reading.peakAt());
            var longitude = Simulated.city(city).longitude().doubleValue();
            assertThat(WarmestTime.of(peak.toLocalDate(), longitude, city.zone()))
                    .isEqualTo(peak);
        });
    }

    /** New York reports each hour at :51, so that the poller cannot have missed a reading in between. */
    @Test
    void theHourlyStationsRealTrends() {
        // Given
        var minute = 51;
        var temperatures = new TreeMap<Instant, Double>();
        var last = new HashMap<Instant, StationReading>();
        for (var reading : real()) {
            if (reading.city().equals("ny")) {
                temperatures.put(
                        reading.at().toInstant(), reading.temperatureF().doubleValue());
                last.put(reading.at().toInstant(), reading);
            }
        }

        // When
        var compared = new HashMap<Duration, Integer>();
        last.forEach((at, reading) -> {
            for (var time : Map.of(
                            Duration.ofMinutes(30), Objects.requireNonNull(reading.trend30m()),
                            Duration.ofHours(1), Objects.requireNonNull(reading.trend1h()))
                    .entrySet()) {
                var twice = time.getKey().multipliedBy(2);
                var window = temperatures.subMap(at.minus(twice), true, at, true);
                boolean isWhole = at.atZone(ZoneId.of("UTC")).get(ChronoField.MINUTE_OF_HOUR) == minute
                        && window.size() == twice.toHours() + 1
                        && window.keySet().stream()
                                .allMatch(each -> Duration.between(each, at).toMinutes() % 60 == 0);
                if (isWhole) {
                    var readings = new ArrayList<Reading>();
                    window.forEach((when, value) -> readings.add(new Reading(when, value)));
                    assertThat(new ReadingSeries(readings).trend(time.getKey()))
                            .isCloseTo(time.getValue().doubleValue(), within(HALF_A_DIGIT));
                    compared.merge(time.getKey(), 1, Integer::sum);
                }
            }
        });

        // Then
        assertThat(compared.get(Duration.ofMinutes(30))).isGreaterThan(100);
        assertThat(compared.get(Duration.ofHours(1))).isGreaterThan(100);
    }

    /** The poller's time is not written down, but follows from where the line had got to. */
    @Test
    void realProjectionsAreTheTrendsOrTheHighSoFar() {
        // Given
        var projected =
                real().stream().filter(reading -> reading.peakAt() != null).toList();

        // When
        int onTheLine = 0;
        for (var reading : projected) {
            double now = reading.temperatureF().doubleValue();
            double high = Objects.requireNonNull(reading.highTodayF()).doubleValue();
            double trend = Objects.requireNonNull(reading.trend1h()).doubleValue();
            double end = Objects.requireNonNull(reading.projectedHighF()).doubleValue();
            var warmest = Objects.requireNonNull(reading.peakAt()).toInstant();
            if (trend >= 0.5 && end > high) {
                var polled = warmest.minusMillis(Math.round((end - now) / trend * 3_600_000));
                assertThat(polled).isAfterOrEqualTo(reading.at().toInstant());
                assertThat(ReadingSeries.projectedHighF(now, high, trend, polled, warmest))
                        .isCloseTo(end, within(0.005));
                onTheLine++;
            } else {
                assertThat(end).isGreaterThanOrEqualTo(high);
            }
        }

        // Then
        assertThat(onTheLine).isGreaterThan(1000);
    }
}
