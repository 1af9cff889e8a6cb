package prescient.forecast.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.forecast.kalshi.KalshiConfig;
import prescient.forecast.observation.ObservationConfig;
import prescient.forecast.source.SourceConfig;
import prescient.forecast.truth.TruthConfig;

class OutsideConfigTest {

    @Test
    void defaultsAreThoseOfTheReadme() {
        // When
        var outside = Simulated.config(OutsideConfig.class, "prescient.outside", Map.of());
        var source = Simulated.config(SourceConfig.class, "prescient.source", Map.of());
        var truth = Simulated.config(TruthConfig.class, "prescient.truth", Map.of());
        var observation = Simulated.config(ObservationConfig.class, "prescient.observation", Map.of());
        var kalshi = Simulated.config(KalshiConfig.class, "prescient.kalshi", Map.of());

        // Then
        assertThat(outside.standIn()).isEmpty();
        assertThat(outside.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(outside.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(outside.retries()).isEqualTo(2);
        assertThat(outside.backOff()).isEqualTo(Duration.ofMillis(500));
        assertThat(outside.longestBackOff()).isEqualTo(Duration.ofSeconds(10));
        assertThat(outside.jitterSeed()).isZero();
        assertThat(outside.maxAnswerBytes()).isEqualTo(4_194_304);
        assertThat(source.deadline()).isEqualTo(Duration.ofSeconds(60));
        assertThat(List.of(
                        source.openMeteo(),
                        source.visualCrossing(),
                        source.tomorrow(),
                        source.weatherapi(),
                        source.googleWeather(),
                        source.openweathermap(),
                        source.pirateweather(),
                        source.weatherGov()))
                .allSatisfy(provider -> {
                    assertThat(provider.url()).isEmpty();
                    assertThat(provider.key()).isEmpty();
                    assertThat(provider.apart()).isEmpty();
                    assertThat(provider.disabled()).isFalse();
                    assertThat(provider.perHour()).isEmpty();
                    assertThat(provider.perDay()).isEmpty();
                    assertThat(provider.perMonth()).isEmpty();
                });
        assertThat(truth.url()).isEmpty();
        assertThat(truth.versions()).isEqualTo(50);
        assertThat(truth.apart()).isEqualTo(Duration.ofMillis(200));
        assertThat(observation.url()).isEmpty();
        assertThat(observation.userAgent()).isEqualTo("prescient (weather observations)");
        assertThat(observation.limit()).isEqualTo(288);
        assertThat(observation.apart()).isEqualTo(Duration.ofMillis(100));
        assertThat(kalshi.url()).isEmpty();
        assertThat(kalshi.depth()).isEqualTo(25);
        assertThat(kalshi.apart()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void anUnknownKeyOrAWrongValueRefusesToStart() {
        assertThatThrownBy(() -> Simulated.config(SourceConfig.class, "prescient.source", Map.of("tomorow.key", "k")))
                .hasMessageContaining("tomorow");
        assertThatThrownBy(() -> Simulated.config(OutsideConfig.class, "prescient.outside", Map.of("retries", "often")))
                .hasMessageContaining("retries");
    }
}
