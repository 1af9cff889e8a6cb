package prescient.market.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.socket.SocketLimits;

class BookConfigTest {

    @Test
    void defaultsAreThoseOfTheReadme() {
        // When
        var config = with(Map.of());

        // Then
        assertThat(config.series()).isEmpty();
        assertThat(config.socket()).isEmpty();
        assertThat(config.environment()).isEqualTo("simulation");
        assertThat(config.limits())
                .isEqualTo(new SocketLimits(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(30),
                        1_048_576));
        assertThat(config.jitterSeed()).isZero();
        assertThat(config.listEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.resyncEvery()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.restAge()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.storeEvery()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.staleAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void anUnknownKeyOrAWrongValueRefusesToStart() {
        assertThatThrownBy(() -> with(Map.of("prescient.books.serie", "KXBTCD")))
                .hasMessageContaining("serie");
        assertThatThrownBy(() -> with(Map.of("prescient.books.store-every", "often")))
                .hasMessageContaining("store");
    }

    private static BookConfig with(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(BookConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(BookConfig.class);
    }
}
