package prescient.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OneByOneTest {

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            int status = exchange.getRequestURI().getPath().equals("/broken") ? 500 : 200;
            exchange.sendResponseHeaders(status, 2);
            try (var body = exchange.getResponseBody()) {
                body.write("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksInTurnsAndCountsAfterTheWarmUp() {
        // When
        var nanos = OneByOne.nanos(server.getAddress().getPort(), List.of("/a", "/b"), "Bearer t", 3, 4);

        // Then
        assertThat(nanos).hasSize(4).allMatch(took -> took > 0);
        assertThat(asked).containsExactly("/b", "/a", "/b", "/a", "/b", "/a", "/b");
    }

    @Test
    void failsOnAnyOtherAnswer() {
        assertThatThrownBy(() -> OneByOne.nanos(server.getAddress().getPort(), List.of("/broken"), "Bearer t", 0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/broken answered 500");
    }

    @Test
    void aPercentileIsInMilliseconds() {
        // Given
        var nanos = new ArrayList<Long>();
        for (long each = 100; each >= 1; each--) {
            nanos.add(each * 1_000_000);
        }

        // When
        double half = OneByOne.percentile(nanos, 0.5);

        // Then
        assertThat(half).isCloseTo(51, within(1e-9));
        assertThat(OneByOne.percentile(nanos, 0.99)).isCloseTo(100, within(1e-9));
    }
}
