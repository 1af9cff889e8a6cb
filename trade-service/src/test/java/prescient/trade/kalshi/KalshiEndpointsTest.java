package prescient.trade.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KalshiEndpointsTest {

    private static Optional<URI> at(String address) {
        return Optional.of(URI.create(address));
    }

    @Test
    void b26EachEnvironmentHasItsOwnSocket() {
        // When
        var demo = KalshiEndpoints.of("demo", Optional.empty(), Optional.empty());
        var prod = KalshiEndpoints.of("prod", Optional.empty(), Optional.empty());

        // Then
        assertThat(demo.socketAddress()).isEqualTo(URI.create("wss://external-api-ws.demo.kalshi.co/trade-api/ws/v2"));
        assertThat(prod.socketAddress()).isEqualTo(URI.create("wss://external-api-ws.kalshi.com/trade-api/ws/v2"));
        assertThat(demo.rest("/portfolio/fills", "limit=1"))
                .isEqualTo(URI.create("https://external-api.demo.kalshi.co/trade-api/v2/portfolio/fills?limit=1"));
    }

    @Test
    void b26NoAccountGoesToAnotherEnvironmentsHost() {
        for (var wrong : new String[][] {
            {"demo", "https://api.elections.kalshi.com"},
            {"simulation", "https://external-api.kalshi.com"},
            {"simulation", "https://demo-api.kalshi.co"},
            {"prod", "https://external-api.demo.kalshi.co"}
        }) {
            assertThatThrownBy(() -> KalshiEndpoints.of(wrong[0], at(wrong[1]), Optional.empty()))
                    .hasMessageContaining("another environment's");
        }
        assertThatThrownBy(() -> KalshiEndpoints.of("demo", Optional.empty(), at("wss://external-api-ws.kalshi.com")))
                .hasMessageContaining("two places");
        assertThatThrownBy(() -> KalshiEndpoints.of("simulation", Optional.empty(), Optional.empty()))
                .hasMessageContaining("needs prescient.kalshi.simulation.url");
    }

    @Test
    void aStandInHasItsSocketBesideItsRoutes() {
        // When
        var simulated = KalshiEndpoints.of("simulation", at("http://127.0.0.1:8010/kalshi/"), Optional.empty());

        // Then
        assertThat(simulated.socketAddress()).isEqualTo(URI.create("ws://127.0.0.1:8010/kalshi/trade-api/ws/v2"));
    }
}
