package prescient.forecast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.outside.OnePage;
import prescient.forecast.outside.Simulated;
import prescient.forecast.source.Maximum.Silent;
import prescient.forecast.truth.Truth;
import prescient.forecast.truth.TruthForTests;
import prescient.testing.StrictLog;

/** All eight providers together, simulated. */
class SourceDeskTest {

    private static final String MORNING = "2026-02-03T15:10:00Z";
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 3);
    private static final LocalDate TOMORROW = TODAY.plusDays(1);

    /** As settings know the providers. */
    private static final List<String> NAMES = List.of(
            "open-meteo",
            "visual-crossing",
            "tomorrow",
            "weatherapi",
            "google-weather",
            "openweathermap",
            "pirateweather",
            "weather-gov");

    /** No forecast of the simulator is further from the truth. */
    private static final double FAR_F = 12;

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final Simulated world = new Simulated(MORNING);

    @AfterEach
    void stop() {
        world.close();
    }

    private SourceDesk desk(Map<String, String> settings) {
        return desk(settings, Map.of("stand-in", world.url()));
    }

    private SourceDesk desk(Map<String, String> settings, Map<String, String> outside) {
        var values = new HashMap<String, String>();
        // Several in a row to one provider must not wait in tests.
        NAMES.forEach(name -> values.put(name + ".apart", "PT0.001S"));
        values.putAll(settings);
        return new SourceDesk(
                Simulated.config(SourceConfig.class, "prescient.source", values),
                world.outside(outside),
                world.meters());
    }

    private static SourceReport ask(SourceDesk desk) {
        return desk.ask(Simulated.city(LegacyCity.NY), TODAY);
    }

    private static Map<Source, Absence> absences(SourceReport report, LocalDate day) {
        var absences = new TreeMap<Source, Absence>();
        for (var line : report.silent()) {
            if (line.day().equals(day)) {
                absences.put(line.source(), ((Silent) line.maximum()).absence());
            }
        }
        return absences;
    }

    @ParameterizedTest
    @EnumSource
    void everyProviderSaysSomethingNearTheTruthOfBothDays(LegacyCity city) {
        // Given
        var report = desk(Map.of()).ask(Simulated.city(city), TODAY);
        world.setClock("2026-02-05T20:00:00Z");
        var reports = TruthForTests.client(world);

        // Then
        assertThat(report.silent()).isEmpty();
        assertThat(report.city()).isEqualTo(city.code());
        for (var day : List.of(TODAY, TOMORROW)) {
            var truth = (Truth.Known) reports.reportFor(city.station(), day);
            assertThat(report.valuesF(day)).containsOnlyKeys(Source.PROVIDERS);
            assertThat(report.valuesF(day).values())
                    .allSatisfy(value ->
                            assertThat(Math.abs(value - truth.maximumF())).isLessThan(FAR_F));
        }
    }

    @Test
    void inTheEveningWhoForecastsOnlyTheRestOfTheDayIsLeftOut() {
        // Given
        world.setClock("2026-02-04T01:00:00Z");

        // When
        var report = ask(desk(Map.of()));

        // Then
        assertThat(absences(report, TODAY))
                .isEqualTo(Map.of(
                        Source.GOOGLE_WEATHER, Absence.MISSING,
                        Source.OPENWEATHERMAP, Absence.MISSING,
                        Source.WEATHER_GOV, Absence.MISSING));
        assertThat(absences(report, TOMORROW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_429", "http_500", "cut_body", "invalid_json"})
    void whatPassesIsAskedAgain(String fault) {
        // Given
        world.fault("{\"kind\":\"%s\",\"path\":\"/weather/tomorrow\",\"count\":2}".formatted(fault));

        // When
        var report = ask(desk(Map.of()));

        // Then
        assertThat(report.silent()).isEmpty();
        assertThat(world.registry()
                        .get("prescient.source.retries")
                        .tag("source", "tomorrow")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_429", "http_500", "cut_body", "invalid_json"})
    void whatStaysCostsOneProviderOnly(String fault) {
        // Given
        world.fault("{\"kind\":\"%s\",\"path\":\"/weather/weather.gov\"}".formatted(fault));

        // When
        var report = ask(desk(Map.of()));

        // Then
        assertThat(absences(report, TODAY)).isEqualTo(Map.of(Source.WEATHER_GOV, Absence.FAILED));
        assertThat(absences(report, TOMORROW)).isEqualTo(Map.of(Source.WEATHER_GOV, Absence.FAILED));
        assertThat(report.valuesF(TODAY)).hasSize(7);
    }

    @Test
    void whatIsNoFiniteNumberIsRefusedWithItsReason() {
        // Given
        world.fault("{\"kind\":\"non_finite\",\"path\":\"/weather/pirateweather\"}");
        world.fault("{\"kind\":\"non_finite\",\"path\":\"/weather/google-weather\"}");

        // When
        var report = ask(desk(Map.of()));

        // Then
        assertThat(absences(report, TODAY))
                .isEqualTo(Map.of(Source.PIRATEWEATHER, Absence.REFUSED, Source.GOOGLE_WEATHER, Absence.REFUSED));
        assertThat(report.silent())
                .extracting(line -> ((Silent) line.maximum()).reason())
                .containsOnly("NaN is no temperature", "Infinity is no temperature");
    }

    @Test
    void whoHangsIsLeftOutWhenTheTimeIsOver() {
        // Given
        world.fault("{\"kind\":\"slow\",\"delay_ms\":60000,\"path\":\"/weather/visual-crossing\"}");
        var desk = desk(Map.of("deadline", "PT5S"), Map.of("stand-in", world.url(), "timeout", "PT50S"));

        // When
        var began = System.nanoTime();
        var report = ask(desk);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(45));
        assertThat(absences(report, TODAY)).isEqualTo(Map.of(Source.VISUAL_CROSSING, Absence.LATE));
    }

    @Test
    void whoIsSlowerThanItsTimeoutHasFailed() {
        // Given
        world.fault("{\"kind\":\"slow\",\"delay_ms\":60000,\"path\":\"/weather/open-meteo\"}");
        var desk = desk(Map.of(), Map.of("stand-in", world.url(), "timeout", "PT1S", "retries", "0"));

        // When
        var report = ask(desk);

        // Then
        assertThat(absences(report, TODAY)).containsEntry(Source.OPEN_METEO, Absence.FAILED);
    }

    @Test
    void anInterruptEndsTheAsking() throws Exception {
        // Given
        world.fault("{\"kind\":\"slow\",\"delay_ms\":60000,\"path\":\"/weather\"}");
        var desk = desk(Map.of());
        var reports = new ArrayBlockingQueue<SourceReport>(1);
        var asking = Thread.ofVirtual().start(() -> reports.add(ask(desk)));

        // When
        asking.interrupt();

        // Then
        var report = reports.poll(20, TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        assertThat(absences(report, TODAY)).hasSize(8).containsValue(Absence.LATE);
    }

    @Test
    void withoutKeysOnlyOpenMeteoIsAsked() {
        // Given
        var urls = new HashMap<String, String>();
        urls.put("open-meteo.url", world.url() + "/weather/open-meteo");

        // When
        var report = ask(desk(urls, Map.of()));

        // Then
        assertThat(report.valuesF(TODAY)).containsOnlyKeys(Source.OPEN_METEO);
        assertThat(absences(report, TOMORROW)).hasSize(7).containsValue(Absence.NOT_ASKED);
        assertThat(Set.copyOf(absences(report, TOMORROW).values())).containsExactly(Absence.NOT_ASKED);
    }

    @Test
    void whoIsSwitchedOffIsNotAsked() {
        // When
        var report = ask(desk(Map.of("openweathermap.disabled", "true")));

        // Then
        assertThat(absences(report, TODAY)).isEqualTo(Map.of(Source.OPENWEATHERMAP, Absence.NOT_ASKED));
    }

    @Test
    void whoTakesNoMoreRequestsIsLeftOutAndSaysSo() {
        // Given a provider of its own address with requests for one city, repetitions included
        var desk = desk(Map.of(
                "tomorrow.url", world.url() + "/weather/tomorrow",
                "tomorrow.key", "key",
                "tomorrow.per-day", "3"));
        ask(desk);

        // When
        var report = ask(desk);

        // Then
        assertThat(absences(report, TODAY)).isEqualTo(Map.of(Source.TOMORROW, Absence.FAILED));
        assertThat(report.silent())
                .extracting(line -> ((Silent) line.maximum()).reason())
                .containsOnly("its 3 requests of this day are used up");
    }

    @Test
    void noReasonHoldsAKey() {
        // Given nobody listens there
        var settings = new HashMap<String, String>();
        for (var name : List.of("visual-crossing", "tomorrow", "pirateweather")) {
            settings.put(name + ".url", "http://127.0.0.1:1");
            settings.put(name + ".key", "s3cret key");
        }

        // When
        var report = ask(desk(settings));

        // Then
        assertThat(absences(report, TODAY)).hasSize(3).containsValue(Absence.FAILED);
        assertThat(report.silent().toString()).doesNotContain("s3cret");
    }

    @Test
    void providersAreAskedAtTheSameTime() {
        // Given a service that answers nobody before all eight have asked
        var asking = new CountDownLatch(Source.PROVIDERS.size());
        try (var gate = new OnePage("{}", () -> {
            asking.countDown();
            try {
                asking.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        })) {
            var settings = new HashMap<String, String>();
            for (var name : NAMES) {
                settings.put(name + ".url", gate.url());
                settings.put(name + ".key", "key");
            }

            // When
            var report = ask(desk(settings, Map.of("timeout", "PT30S", "retries", "0")));

            // Then nobody waited in vain
            assertThat(asking.getCount()).isZero();
            assertThat(report.silent())
                    .extracting(line -> ((Silent) line.maximum()).absence())
                    .doesNotContain(Absence.LATE, Absence.NOT_ASKED);
            assertThat(report.silent().toString()).doesNotContain("did not answer");
        }
    }

    @Test
    void whatCameOfItIsCounted() {
        // Given
        world.fault("{\"kind\":\"non_finite\",\"path\":\"/weather/pirateweather\"}");

        // When
        ask(desk(Map.of()));

        // Then
        assertThat(values("pirateweather", "refused")).isEqualTo(2);
        assertThat(values("tomorrow", "said")).isEqualTo(2);
        assertThat(values("tomorrow", "failed")).isZero();
        var requests = new ArrayList<Timer>(world.registry()
                .get("prescient.source.requests")
                .tag("source", "weatherapi")
                .tag("outcome", "answered")
                .timers());
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().count()).isEqualTo(2);
    }

    private double values(String source, String outcome) {
        return world.registry()
                .get("prescient.source.values")
                .tag("source", source)
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
