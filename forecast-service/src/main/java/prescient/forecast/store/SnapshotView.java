package prescient.forecast.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.source.Source;

/**
 * A snapshot under the names of its file. Degrees Fahrenheit; null where a source did not answer.
 *
 * @param meanForecast the blend
 * @param currentSigma spread of the reliable sources
 */
record SnapshotView(
        OffsetDateTime timestamp,
        String city,
        LocalDate tradeDate,
        @Nullable BigDecimal meanForecast,
        @Nullable BigDecimal currentSigma,
        @Nullable BigDecimal tmaxOpenMeteo,
        @Nullable BigDecimal tmaxVisualCrossing,
        @Nullable BigDecimal tmaxTomorrow,
        @Nullable BigDecimal tmaxWeatherapi,
        @Nullable BigDecimal tmaxGoogleWeather,
        @Nullable BigDecimal tmaxOpenweathermap,
        @Nullable BigDecimal tmaxPirateweather,
        @Nullable BigDecimal tmaxWeatherGov,
        String sourcesUsed,
        String weightsUsed) {

    static SnapshotView of(Snapshot snapshot) {
        var providers = snapshot.providersF();
        return new SnapshotView(
                snapshot.at(),
                snapshot.city(),
                snapshot.tradeDate(),
                snapshot.meanF(),
                snapshot.sigmaF(),
                providers.get(Source.OPEN_METEO),
                providers.get(Source.VISUAL_CROSSING),
                providers.get(Source.TOMORROW),
                providers.get(Source.WEATHERAPI),
                providers.get(Source.GOOGLE_WEATHER),
                providers.get(Source.OPENWEATHERMAP),
                providers.get(Source.PIRATEWEATHER),
                providers.get(Source.WEATHER_GOV),
                snapshot.sourcesUsed(),
                snapshot.weightsUsed());
    }
}
