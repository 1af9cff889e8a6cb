package prescient.market.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VenueConfigTest {

    @Test
    void defaultsAreThoseOfTheReadme() {
        // When
        var config = with(Map.of());

        // Then
        assertThat(config.url()).isEqualTo(URI.create("https://gamma-api.polymarket.com"));
        assertThat(config.paging()).isEqualTo(VenueConfig.Paging.KEYSET);
        assertThat(config.keysetLimit()).isEqualTo(100);
        assertThat(config.offsetLimit()).isEqualTo(500);
        assertThat(config.idsPerRequest()).isEqualTo(50);
        assertThat(config.eventsPerTenSeconds()).isEqualTo(250);
        assertThat(config.marketsPerTenSeconds()).isEqualTo(150);
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.retries()).isEqualTo(4);
        assertThat(config.backOff()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.longestBackOff()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.jitterSeed()).isZero();
        assertThat(config.maxPages()).isEqualTo(2000);
        assertThat(config.maxAnswerBytes()).isEqualTo(67_108_864);
    }

    @Test
    void anUnknownKeyOrAWrongValueRefusesToStart() {
        assertThatThrownBy(() -> with(Map.of("prescient.venue.polymarket.pagging", "offset")))
                .hasMessageContaining("pagging");
        assertThatThrownBy(() -> with(Map.of("prescient.venue.polymarket.paging", "random")))
                .hasMessageContaining("paging");
    }

    private static VenueConfig with(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(VenueConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(VenueConfig.class);
    }
}
