package prescient.forecast.store;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.forecast.source.Source;

/** What the providers forecast, under the names of their files' columns. Degrees Fahrenheit; null where one did not. */
record ProvidersView(
        @Nullable BigDecimal tmaxOpenMeteo,
        @Nullable BigDecimal tmaxVisualCrossing,
        @Nullable BigDecimal tmaxTomorrow,
        @Nullable BigDecimal tmaxWeatherapi,
        @Nullable BigDecimal tmaxGoogleWeather,
        @Nullable BigDecimal tmaxOpenweathermap,
        @Nullable BigDecimal tmaxPirateweather,
        @Nullable BigDecimal tmaxWeatherGov) {

    static ProvidersView of(Map<Source, BigDecimal> valuesF) {
        return new ProvidersView(
                valuesF.get(Source.OPEN_METEO),
                valuesF.get(Source.VISUAL_CROSSING),
                valuesF.get(Source.TOMORROW),
                valuesF.get(Source.WEATHERAPI),
                valuesF.get(Source.GOOGLE_WEATHER),
                valuesF.get(Source.OPENWEATHERMAP),
                valuesF.get(Source.PIRATEWEATHER),
                valuesF.get(Source.WEATHER_GOV));
    }
}
