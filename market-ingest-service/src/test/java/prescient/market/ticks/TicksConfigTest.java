package prescient.market.ticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import prescient.socket.SocketLimits;

class TicksConfigTest {

    @Test
    void defaultsAreThoseOfTheReadme() {
        // When
        var config = with(Map.of());

        // Then
        assertThat(config.url()).isEmpty();
        assertThat(config.symbols()).isEqualTo(Set.of("BTC-USD"));
        assertThat(config.environment()).isEqualTo("simulation");
        assertThat(config.limits())
                .isEqualTo(new SocketLimits(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(30),
                        65_536));
        assertThat(config.jitterSeed()).isZero();
        assertThat(config.flush()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.statementTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.maxWaiting()).isEqualTo(3600);
        assertThat(config.staleAfter()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void anUnknownKeyOrAWrongValueRefusesToStart() {
        assertThatThrownBy(() -> with(Map.of("prescient.ticks.symbol", "BTC-USD")))
                .hasMessageContaining("symbol");
        assertThatThrownBy(() -> with(Map.of("prescient.ticks.flush", "soon"))).hasMessageContaining("flush");
    }

    private static TicksConfig with(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(TicksConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(TicksConfig.class);
    }
}
