package prescient.forecast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.outside.Simulated;
import prescient.forecast.source.Hours.Hour;
import prescient.forecast.source.Maximum.Said;
import prescient.forecast.source.Maximum.Silent;

/** What each provider is asked, and how its answer is read. */
class AdapterTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final LocalDate DAY = LocalDate.of(2026, 2, 3);
    private static final Question QUESTION =
            new Question(Simulated.city(LegacyCity.NY), List.of(DAY, DAY.plusDays(1)), "a key/&");

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Silent missing() {
        return new Silent(Absence.MISSING, "it has no value for this day");
    }

    @Test
    void openMeteoIsAskedForDaysOfTheCity() {
        // Given
        var adapter = new OpenMeteoAdapter();
        var answer = json("""
                {'timezone':'America/New_York','daily':{'time':['2026-02-03','2026-02-04'],
                 'temperature_2m_max':[35.4,null]}}""");

        // Then
        assertThat(adapter.path(QUESTION))
                .isEqualTo("/v1/forecast?latitude=40.79736&longitude=-73.97785&daily=temperature_2m_max"
                        + "&temperature_unit=fahrenheit&timezone=America%2FNew_York"
                        + "&start_date=2026-02-03&end_date=2026-02-04");
        assertThat(adapter.read(answer, DAY, ZONE)).isEqualTo(new Said(35.4));
        assertThat(adapter.read(answer, DAY.plusDays(1), ZONE)).isEqualTo(missing());
        assertThat(adapter.read(answer, DAY.plusDays(2), ZONE)).isEqualTo(missing());
        assertThat(adapter.read(json("[]"), DAY, ZONE)).isEqualTo(missing());
    }

    @Test
    void visualCrossingsDaysAreFoundByTheirDate() {
        // Given
        var adapter = new VisualCrossingAdapter();
        var answer = json("""
                {'timezone':'America/New_York','days':[{'datetime':'2026-02-03','tempmax':36.1},
                 {'datetime':'2026-02-04','tempmax':'warm'}]}""");

        // Then
        assertThat(adapter.path(QUESTION))
                .isEqualTo(
                        "/VisualCrossingWebServices/rest/services/timeline/40.79736%2C-73.97785/2026-02-03/2026-02-04"
                                + "?unitGroup=us&include=days&key=a%20key%2F%26&contentType=json");
        assertThat(adapter.read(answer, DAY, ZONE)).isEqualTo(new Said(36.1));
        assertThat(adapter.read(answer, DAY.plusDays(1), ZONE))
                .isEqualTo(new Silent(Absence.REFUSED, "what it says is no number"));
    }

    @Test
    void tomorrowsDaysAreFoundByHowTheirTimeBegins() {
        // Given
        var adapter = new TomorrowAdapter();
        var answer = json("""
                {'timelines':{'daily':[{'time':'2026-02-03T11:00:00Z','values':{'temperatureMax':34.25}},
                 {'time':'2026-02-04T11:00:00Z','values':{'temperatureMax':NaN}}]}}""");

        // Then
        assertThat(adapter.path(QUESTION))
                .isEqualTo("/v4/weather/forecast?location=40.79736%2C-73.97785&timesteps=1d&units=imperial"
                        + "&apikey=a%20key%2F%26");
        assertThat(adapter.apart()).isEqualTo(Duration.ofMillis(400));
        assertThat(adapter.read(answer, DAY, ZONE)).isEqualTo(new Said(34.25));
        assertThat(adapter.read(answer, DAY.plusDays(1), ZONE))
                .isEqualTo(new Silent(Absence.REFUSED, "NaN is no temperature"));
    }

    @Test
    void weatherapisAnswerMustBeOfTheDayThatWasAskedFor() {
        // Given
        var answer = json("""
                {'forecast':{'forecastday':[{'date':'2026-02-03','day':{'maxtemp_f':151}}]}}""");

        // Then
        assertThat(WeatherapiAdapter.path(QUESTION, DAY))
                .isEqualTo("/v1/forecast.json?key=a%20key%2F%26&q=40.79736%2C-73.97785&days=1&dt=2026-02-03"
                        + "&alerts=no&aqi=no");
        assertThat(WeatherapiAdapter.read(answer, DAY))
                .isEqualTo(new Silent(Absence.REFUSED, "151.0 F is not within -50.0 to 150.0"));
        assertThat(WeatherapiAdapter.read(answer, DAY.plusDays(1))).isEqualTo(missing());
    }

    @Test
    void googlesHoursAreInCelsius() {
        // Given
        var answer = json("""
                {'forecastHours':[
                 {'interval':{'startTime':'2026-02-03T19:00:00Z'},'temperature':{'degrees':-8.9,'unit':'CELSIUS'}},
                 {'interval':{'endTime':'2026-02-03T21:00:00Z'},'temperature':{'degrees':15.0,'unit':'FAHRENHEIT'}}],
                 'timeZone':{'id':'America/New_York'}}""");

        // When
        var hours = new Hours(GoogleWeatherAdapter.read(answer));

        // Then
        assertThat(GoogleWeatherAdapter.path(QUESTION))
                .isEqualTo("/v1/forecast/hours:lookup?key=a%20key%2F%26&location.latitude=40.79736"
                        + "&location.longitude=-73.97785&hours=240");
        assertThat(hours.maximum(DAY, ZONE)).isEqualTo(new Said(15.979999999999997));
    }

    @Test
    void openweathermapsStepsFallOnDaysOfTheCity() {
        // Given steps at 16:00 and 22:00 of the day, and at 01:00 of the next one
        var adapter = new OpenweathermapAdapter();
        var answer = json("""
                {'list':[{'dt':1770152400,'main':{'temp':33.0,'temp_max':34.5}},
                 {'dt':1770174000,'main':{'temp':31.0}},
                 {'dt':1770184800,'main':{'temp':40.0,'temp_max':40.5}}],'city':{'timezone':-18000}}""");

        // Then
        assertThat(adapter.path(QUESTION))
                .isEqualTo("/data/2.5/forecast?lat=40.79736&lon=-73.97785&appid=a%20key%2F%26&units=imperial");
        assertThat(adapter.read(answer, DAY, ZONE)).isEqualTo(new Said(34.5));
        assertThat(adapter.read(answer, DAY.plusDays(1), ZONE))
                .isEqualTo(new Silent(Absence.MISSING, "it forecasts no hour from 15:00 to 18:00 of the day"));
    }

    @Test
    void pirateWeathersDaysBeginAtTheCitysMidnight() {
        // Given
        var adapter = new PirateweatherAdapter();
        var answer = json("""
                {'daily':{'data':[{'time':1770094800,'temperatureMax':36.5,'temperatureHigh':36.0},
                 {'time':1770181200,'temperatureHigh':31.25}]}}""");

        // Then
        assertThat(adapter.path(QUESTION))
                .isEqualTo("/forecast/a%20key%2F%26/40.79736,-73.97785?units=us"
                        + "&exclude=currently,minutely,hourly,alerts");
        assertThat(adapter.read(answer, DAY, ZONE)).isEqualTo(new Said(36.5));
        assertThat(adapter.read(answer, DAY.plusDays(1), ZONE)).isEqualTo(new Said(31.25));
        assertThat(adapter.read(answer, DAY.minusDays(1), ZONE)).isEqualTo(missing());
    }

    @Test
    void theWeatherServicesNightIsNoMaximum() {
        // Given
        var answer = json("""
                {'properties':{'periods':[
                 {'startTime':'2026-02-03T18:00:00-05:00','isDaytime':false,'temperature':22,'temperatureUnit':'F'},
                 {'startTime':'2026-02-04T06:00:00-05:00','isDaytime':true,'temperature':0,'temperatureUnit':'C'}]}}""");

        // Then at most four decimals, which it does not redirect
        assertThat(WeatherGovAdapter.points(QUESTION)).isEqualTo("/points/40.7974,-73.9778");
        assertThat(WeatherGovAdapter.read(answer, DAY, ZONE))
                .isEqualTo(new Silent(Absence.MISSING, "it forecasts no daytime of the day"));
        assertThat(WeatherGovAdapter.read(answer, DAY.plusDays(1), ZONE)).isEqualTo(new Said(32));
    }

    @Test
    void aTimeThatIsNoneIsNotGuessed() {
        // Given
        var answer = json("{'properties':{'periods':[{'startTime':'soon','isDaytime':true,'temperature':22}]}}");

        // Then
        assertThatThrownBy(() -> WeatherGovAdapter.read(answer, DAY, ZONE)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-07, 2026-03-07T20:00:00Z",
        "2026-03-08, 2026-03-08T19:00:00Z",
        "2026-11-01, 2026-11-01T20:00:00Z"
    })
    void threeInTheAfternoonDecidesAlsoWhenClocksChange(LocalDate day, Instant afternoon) {
        // Given the hour before it and the hour itself
        var before = new Hours(List.of(new Hour(afternoon.minusSeconds(3600), new Said(50))));
        var with = new Hours(
                List.of(new Hour(afternoon.minusSeconds(3600), new Said(50)), new Hour(afternoon, new Said(49))));

        // Then
        assertThat(before.maximum(day, ZONE)).isInstanceOf(Silent.class);
        assertThat(with.maximum(day, ZONE)).isEqualTo(new Said(50));
    }

    @ParameterizedTest
    @CsvSource({"-50, true", "150, true", "-50.01, false", "150.01, false", "1e999, false", "-1e999, false", "0, true"})
    void whatCannotBeATemperatureIsRefused(String number, boolean isSaid) {
        assertThat(Maximum.fahrenheit(json(number)) instanceof Said).isEqualTo(isSaid);
    }
}
