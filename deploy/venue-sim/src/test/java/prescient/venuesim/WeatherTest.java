package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated weather, its forecasts, its reports and the markets on it tell one story. */
class WeatherTest {

    private static final Instant NOON = Instant.parse("2026-02-03T17:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 2, 3);
    private static final String NY = "40.79736,-73.97785";
    private static final List<String> ROUTES = List.of(
            "/weather/open-meteo/v1/forecast?latitude=40.79736&longitude=-73.97785&daily=temperature_2m_max"
                    + "&start_date=2026-02-03&end_date=2026-02-04",
            "/weather/visual-crossing/VisualCrossingWebServices/rest/services/timeline/" + NY
                    + "/2026-02-03/2026-02-04?key=k",
            "/weather/tomorrow/v4/weather/forecast?location=" + NY + "&apikey=k",
            "/weather/weatherapi/v1/forecast.json?q=" + NY + "&dt=2026-02-03&key=k",
            "/weather/google-weather/v1/forecast/hours:lookup?location.latitude=40.79736&location.longitude=-73.97785"
                    + "&hours=240&key=k",
            "/weather/openweathermap/data/2.5/forecast?lat=40.79736&lon=-73.97785&appid=k",
            "/weather/pirateweather/forecast/k/" + NY + "?units=us",
            "/weather/weather.gov/gridpoints/OKX/33,37/forecast",
            "/weather/weather.gov/stations/KNYC/observations?limit=50",
            "/weather/forecast.weather.gov/product.php?site=OKX&issuedby=NYC&product=CLI&version=1",
            "/kalshi/trade-api/v2/events/KXHIGHNY-26FEB03?with_nested_markets=true");

    private final SimUser venue = start(1, NOON);

    @AfterEach
    void stop() {
        venue.close();
    }

    private static SimUser start(long seed, Instant at) {
        return SimUser.of(new TestClock().small(1, 1).withSeed(seed).withAt(at).withSpeed(0));
    }

    private static List<String> story(SimUser user) throws IOException, InterruptedException {
        var answers = new ArrayList<String>();
        for (var route : ROUTES) {
            var answer = user.get(route);
            assertThat(answer.statusCode()).as(route).isEqualTo(200);
            answers.add(answer.body());
        }
        return answers;
    }

    private void at(String instant) throws IOException, InterruptedException {
        assertThat(venue.post("/sim/clock", "{\"at\":\"" + instant + "\"}")).isEqualTo(200);
    }

    @Test
    void theSameSeedTellsTheSameStoryAndAnotherOneAnother() throws Exception {
        try (var same = start(1, NOON);
                var other = start(2, NOON)) {
            // When
            var story = story(venue);

            // Then
            assertThat(story(same)).isEqualTo(story);
            assertThat(story(other)).doesNotContainAnyElementsOf(story);
        }
    }

    @Test
    void forecastsGetBetterAsTheDayNears() {
        // Given
        var forecasts = new WeatherForecasts(new Climate(new Noise(4)), new Noise(5));

        // When
        double early = meanErrorF(forecasts, Duration.ofHours(40));
        double late = meanErrorF(forecasts, Duration.ofHours(1));

        // Then
        assertThat(early).isBetween(late * 1.4, 4.0);
        assertThat(late).isGreaterThan(0.3);
    }

    private static double meanErrorF(WeatherForecasts forecasts, Duration ahead) {
        double sum = 0;
        int count = 0;
        for (var city : WeatherCity.values()) {
            for (var source : WeatherSource.values()) {
                for (var day = DAY; day.isBefore(DAY.plusDays(60)); day = day.plusDays(1)) {
                    var now = day.atTime(Climate.WARMEST)
                            .atZone(city.zone())
                            .toInstant()
                            .minus(ahead);
                    sum += Math.abs(forecasts.maximumF(source, city, day, now)
                            - forecasts.climate().maximumF(city, day));
                    count++;
                }
            }
        }
        return sum / count;
    }

    @Test
    void noMomentOfADayIsWarmerThanItsMaximumAndOneIsAsWarm() {
        // Given
        var climate = new Climate(new Noise(7));

        for (var city : WeatherCity.values()) {
            for (var day = DAY; day.isBefore(DAY.plusDays(400)); day = day.plusDays(1)) {
                // When
                var highest = Double.NEGATIVE_INFINITY;
                var end = day.plusDays(1).atStartOfDay(city.zone());
                for (var at = day.atStartOfDay(city.zone()); at.isBefore(end); at = at.plusMinutes(20)) {
                    highest = Math.max(highest, climate.temperatureF(city, at));
                }

                // Then
                assertThat(highest).isEqualTo(climate.maximumF(city, day));
                assertThat(climate.minimumF(city, day)).isLessThan(climate.maximumF(city, day));
            }
        }
    }

    @Test
    void summersAreWarmerThanWinters() {
        // Given
        var climate = new Climate(new Noise(7));

        for (var city : WeatherCity.values()) {
            // When
            double january = 0;
            double july = 0;
            for (int day = 1; day <= 31; day++) {
                january += climate.maximumF(city, LocalDate.of(2026, 1, day)) / 31.0;
                july += climate.maximumF(city, LocalDate.of(2026, 7, day)) / 31.0;
            }

            // Then
            assertThat(july - january).isGreaterThan(city.seasonF());
        }
    }

    @Test
    void theFinalReportComesOutInTheMorningAndSomeAreRecords() throws Exception {
        // Given
        var texts = new ArrayList<String>();
        for (int version = 1; version <= 50; version++) {
            texts.add(venue.get("/weather/forecast.weather.gov/product.php?issuedby=MIA&product=CLI&version=" + version)
                    .body());
        }

        // Then
        assertThat(texts.getFirst()).contains("CLIMIA", "SUMMARY FOR FEBRUARY 2 2026", "433 AM EST TUE FEB 03 2026");
        assertThat(texts.get(1)).contains("SUMMARY FOR FEBRUARY 2 2026", " TODAY\n");
        assertThat(texts).anyMatch(text -> text.matches("(?s).*MAXIMUM +\\d+R .*"));
        assertThat(venue.get("/weather/forecast.weather.gov/product.php?issuedby=MIA&product=CLI&version=51")
                        .body())
                .contains("None issued");
    }

    @Test
    void oneMarketOfADayIsPaidOutWhenItsReportIsOut() throws Exception {
        // Given
        var event = "/kalshi/trade-api/v2/events/KXHIGHNY-26FEB03";

        // Then
        assertThat(statuses(venue.json(event))).containsOnly(Map.entry("active", 6L));
        assertThat(sum(venue.json(event), "yes_ask_dollars")).isBetween(new BigDecimal("0.9"), new BigDecimal("1.3"));
        assertThat(sum(venue.json(event), "yes_bid_dollars")).isBetween(new BigDecimal("0.7"), new BigDecimal("1.1"));
        at("2026-02-04T05:30:00Z");
        assertThat(statuses(venue.json(event))).containsOnly(Map.entry("closed", 6L));
        at("2026-02-04T08:00:00Z");
        assertThat(statuses(venue.json(event))).containsOnly(Map.entry("finalized", 6L));
        assertThat(venue.json(event).get("markets"))
                .filteredOn(m -> m.get("result").asText().equals("yes"))
                .hasSize(1);
        at("2026-02-02T14:00:00Z");
        assertThat(venue.get(event).statusCode()).isEqualTo(404);
    }

    @Test
    void marketsAreListedByTheirTickers() throws Exception {
        // When
        var listed = venue.json("/kalshi/trade-api/v2/markets?limit=3&tickers="
                + "KXHIGHNY-26FEB03-T30,nobody,KXHIGHCHI-26FEB03-B1.5," + firstTicker());

        // Then
        assertThat(listed.get("markets")).hasSize(1);
        assertThat(listed.get("markets").get(0))
                .isEqualTo(venue.json("/kalshi/trade-api/v2/markets/" + firstTicker())
                        .get("market"));
        assertThat(venue.json("/kalshi/trade-api/v2/markets").get("markets")).isEmpty();
    }

    private String firstTicker() throws IOException, InterruptedException {
        return venue.json("/kalshi/trade-api/v2/events/KXHIGHNY-26FEB03")
                .get("markets")
                .get(0)
                .get("ticker")
                .asText();
    }

    private static Map<String, Long> statuses(JsonNode event) {
        var statuses = new TreeMap<String, Long>();
        event.get("markets")
                .forEach(market -> statuses.merge(market.get("status").asText(), 1L, Long::sum));
        return statuses;
    }

    private static BigDecimal sum(JsonNode event, String field) {
        var sum = BigDecimal.ZERO;
        for (var market : event.get("markets")) {
            sum = sum.add(new BigDecimal(market.get(field).asText()));
        }
        return sum;
    }

    @Test
    void aFaultMakesTemperaturesNoFiniteNumbers() throws Exception {
        // Given
        assertThat(venue.post("/sim/faults", "{\"kind\":\"non_finite\"}")).isEqualTo(200);

        // Then
        assertThat(venue.get(ROUTES.get(0)).body()).contains("NaN");
        assertThat(venue.get(ROUTES.get(4)).body()).contains("1e999");
        assertThat(venue.get(ROUTES.get(10)).body()).contains("NaN");
        assertThat(venue.get("/events").statusCode()).isEqualTo(200);
        assertThat(venue.status()
                        .get("requests_by_route")
                        .get("/weather/open-meteo")
                        .asInt())
                .isEqualTo(1);
        assertThat(venue.status().get("requests_by_route").get("/kalshi/events").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "404, /weather/nobody/v1/forecast",
        "404, /weather/open-meteo/v2/forecast?latitude=40.8&longitude=-74",
        "404, '/weather/tomorrow/v4/weather/forecast?location=0,0&apikey=k'",
        "401, '/weather/tomorrow/v4/weather/forecast?location=40.8,-74'",
        "400, '/weather/tomorrow/v4/weather/forecast?location=here&apikey=k'",
        "400, '/weather/open-meteo/v1/forecast?latitude=40.8&longitude=-74&start_date=2026-02-30&end_date=2026-03-01'",
        "400, '/weather/open-meteo/v1/forecast?latitude=40.8&longitude=-74&start_date=2026-02-03&end_date=2027-02-03'",
        "404, /weather/weather.gov/stations/KXXX/observations",
        "404, /kalshi/trade-api/v2/events/KXHIGHNY-26FEB3",
        "404, /kalshi/trade-api/v2/markets/KXHIGHNY-26FEB03-B1.5",
        "401, /kalshi/trade-api/v2/portfolio/balance",
        "404, /kalshi/trade-api/v2/nothing"
    })
    void whatIsNotThereIsAnError(int status, String path) throws Exception {
        assertThat(venue.get(path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KNYC", "KMDW", "KAUS", "KMIA"})
    void observationsComeEveryTwentyMinutesTheNewestFirst(String station) throws Exception {
        // When
        var features = venue.json("/weather/weather.gov/stations/" + station + "/observations?limit=4")
                .get("features");

        // Then
        assertThat(features)
                .extracting(
                        feature -> feature.get("properties").get("timestamp").asText())
                .containsExactly(
                        "2026-02-03T16:40:00+00:00",
                        "2026-02-03T16:20:00+00:00",
                        "2026-02-03T16:00:00+00:00",
                        "2026-02-03T15:40:00+00:00");
    }
}
