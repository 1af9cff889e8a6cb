package prescient.forecast.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.outside.Simulated;
import prescient.forecast.truth.Truth;
import prescient.forecast.truth.TruthForTests;
import prescient.testing.StrictLog;

class ObservationClientTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final Simulated world = new Simulated("2026-02-03T17:30:00Z");

    @AfterEach
    void stop() {
        world.close();
    }

    private ObservationClient client() {
        return ObservationsForTests.client(world);
    }

    @Test
    void theLastReadingComesWithItsTrends() {
        // When
        var answer = client().latest(Simulated.city(LegacyCity.NY));

        // Then
        var reading = ((Got<StationReading>) answer).content();
        assertThat(reading.city()).isEqualTo("ny");
        assertThat(reading.station()).isEqualTo("KNYC");
        assertThat(reading.at()).isEqualTo("2026-02-03T17:20:00Z");
        assertThat(reading.peakAt()).isEqualTo("2026-02-03T14:09:40-05:00");
        assertThat(reading.trend1h()).isPositive();
        assertThat(reading.projectedHighF()).isGreaterThan(reading.highTodayF());
        assertThat(reading.highTodayF()).isGreaterThanOrEqualTo(reading.temperatureF());
    }

    @ParameterizedTest
    @EnumSource
    void theHighestReadingOfADayIsWhatItSettlesOn(LegacyCity city) {
        // Given the evening, then the next day with its report
        world.setClock("2026-02-04T03:00:00Z");
        var reading = ((Got<StationReading>) client().latest(Simulated.city(city))).content();
        world.setClock("2026-02-04T20:00:00Z");

        // When
        var truth = TruthForTests.client(world).reportFor(city.station(), LocalDate.of(2026, 2, 3));

        // Then
        var high = reading.highTodayF();
        assertThat(high).isNotNull();
        assertThat(high.setScale(0, RoundingMode.HALF_EVEN).intValue()).isEqualTo(((Truth.Known) truth).maximumF());
        assertThat(reading.projectedHighF()).isEqualByComparingTo(high);
    }

    @Test
    void aStationWithoutTemperaturesHasNoReading() {
        // Given
        world.fault("{\"kind\":\"non_finite\",\"path\":\"/weather/weather.gov/stations\"}");

        // Then
        assertThat(client().latest(Simulated.city(LegacyCity.TX)))
                .isEqualTo(new Lost<StationReading>("the station has no temperatures", "", 0));
    }

    @Test
    void aServiceThatFailsIsSaid() {
        // Given
        world.fault("{\"kind\":\"http_500\",\"path\":\"/weather/weather.gov/stations\"}");

        // Then
        assertThat(client().latest(Simulated.city(LegacyCity.TX)))
                .isInstanceOfSatisfying(
                        Lost.class, lost -> assertThat(lost.reason()).isEqualTo("the source answered HTTP 500"));
    }

    @Test
    void readingsThatAreNoneAreLeftOut() throws Exception {
        // Given
        var answer = new JsonMapper().readTree("""
                {"features":[
                  {"properties":{"timestamp":"2026-02-03T17:51:00+00:00",
                                 "temperature":{"unitCode":"wmoUnit:degC","value":-8.9}}},
                  {"properties":{"timestamp":"2026-02-03T16:51:00+00:00",
                                 "temperature":{"unitCode":"wmoUnit:degC","value":null}}},
                  {"properties":{"timestamp":"2026-02-03T15:51:00+00:00",
                                 "temperature":{"unitCode":"wmoUnit:degC","value":99999}}},
                  {"properties":{"timestamp":"yesterday",
                                 "temperature":{"unitCode":"wmoUnit:degC","value":1}}},
                  {"properties":{"timestamp":"2026-02-03T14:51:00+00:00",
                                 "temperature":{"unitCode":"wmoUnit:degF","value":31}}}]}
                """);

        // When
        var readings = ObservationClient.read(answer);

        // Then
        assertThat(readings)
                .containsExactly(
                        new Reading(Instant.parse("2026-02-03T17:51:00Z"), 15.979999999999997),
                        new Reading(Instant.parse("2026-02-03T14:51:00Z"), 31));
        assertThat(BigDecimal.valueOf(readings.getFirst().temperatureF())).isLessThan(new BigDecimal("15.98"));
    }
}
