package prescient.forecast.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.outside.OnePage;
import prescient.forecast.outside.Simulated;
import prescient.testing.StrictLog;

class TruthClientTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 2);

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final Simulated world = new Simulated("2026-02-03T14:00:00Z");

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void theMorningsReportSettlesYesterday(LegacyCity city) {
        // When
        var truth = TruthForTests.client(world).reportFor(city.station(), DAY);

        // Then
        assertThat(truth).isInstanceOfSatisfying(Truth.Known.class, known -> {
            assertThat(known.version()).isEqualTo(1);
            assertThat(known.maximumF()).isBetween(-30, 120);
            assertThat(known.issued()).contains("TUE FEB 03 2026");
            assertThat(known.address().toString())
                    .contains("site=" + city.reportOffice() + "&issuedby=" + city.reportStation());
        });
    }

    @Test
    void anEarlierDayIsFoundBehindTheReportsOfTheEvenings() {
        // Given
        var client = TruthForTests.client(world);

        // When
        var withK = client.reportFor("KMIA", DAY.minusDays(9));
        var without = client.reportFor("mia", DAY.minusDays(9));

        // Then one of the evening and one of the morning for each day between
        assertThat(withK).isEqualTo(without);
        assertThat(((Truth.Known) withK).version()).isEqualTo(1 + 2 * 9);
    }

    @Test
    void aDayWhoseFinalReportIsNotOutIsUnknown() {
        // Given the report of its evening is the newest
        world.setClock("2026-02-03T23:00:00Z");

        // When
        var truth = TruthForTests.client(world).reportFor("KNYC", LocalDate.of(2026, 2, 3));

        // Then
        assertThat(truth)
                .isEqualTo(new Truth.Unknown(
                        "there is no final report of the day yet; the newest one is about 2026-02-03",
                        LocalDate.of(2026, 2, 3)));
    }

    @Test
    void aDayBeforeTheOldestReportIsUnknown() {
        // When
        var truth = TruthForTests.client(world, Map.of("versions", "5")).reportFor("KNYC", DAY.minusDays(30));

        // Then
        assertThat(truth)
                .isEqualTo(new Truth.Unknown(
                        "none of the last 5 reports settles the day; the newest one is about 2026-02-02", DAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOWHERE", "K NYC", "KN/C"})
    void whatIsNoStationIsNotAskedFor(String station) {
        assertThat(TruthForTests.client(world).reportFor(station, DAY))
                .isEqualTo(new Truth.Unknown(station + " is no station with climate reports", null));
    }

    @Test
    void aStationWithoutReportsIsUnknown() {
        assertThat(TruthForTests.client(world).reportFor("KXYZ", DAY))
                .isEqualTo(new Truth.Unknown("there are no more reports", null));
    }

    @Test
    void aServiceThatFailsLeavesItUnknown() {
        // Given
        world.fault("{\"kind\":\"http_500\",\"path\":\"/weather/forecast.weather.gov\"}");

        // Then
        assertThat(TruthForTests.client(world).reportFor("KNYC", DAY))
                .isEqualTo(new Truth.Unknown("the source answered HTTP 500", null));
    }

    @Test
    void aReportOfAnotherStationIsRefused() {
        // Given
        try (var page = new OnePage(report("NYC", "41R"))) {
            var client = TruthForTests.client(world, Map.of("url", page.url()));

            // Then
            assertThat(client.reportFor("KMIA", DAY)).isEqualTo(new Truth.Unknown("report 1 is of station NYC", null));
            assertThat(client.reportFor("KNYC", DAY))
                    .isInstanceOfSatisfying(
                            Truth.Known.class,
                            known -> assertThat(known.maximumF()).isEqualTo(41));
        }
    }

    @Test
    void aReportWithoutAMaximumIsPassedOver() {
        // Given
        try (var page = new OnePage(report("NYC", "MM"))) {
            var client = TruthForTests.client(world, Map.of("url", page.url(), "versions", "3"));

            // When
            var truth = client.reportFor("KNYC", DAY);

            // Then
            assertThat(truth).isInstanceOf(Truth.Unknown.class);
            assertThat(page.requests()).hasSize(3);
        }
    }

    private static String report(String station, String maximum) {
        return """
                <html><body><pre class="glossaryProduct">
                CLI%s

                CLIMATE REPORT
                212 AM EST TUE FEB 03 2026

                ...THE CLIMATE SUMMARY FOR FEBRUARY 2 2026 &amp; OTHER DAYS...

                TEMPERATURE (F)
                 YESTERDAY
                  MAXIMUM         %s   2:10 PM
                PRECIPITATION (IN)
                </pre></body></html>
                """.formatted(station, maximum);
    }
}
