package prescient.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 100);
        server.setExecutor(threads);
        server.createContext("/length", exchange -> answer(exchange, 200, BODY.length));
        server.createContext("/chunks", exchange -> answer(exchange, 200, 0));
        server.createContext("/refused", exchange -> answer(exchange, 409, BODY.length));
        server.createContext("/slow", exchange -> {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            answer(exchange, 200, BODY.length);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void bodiesAreReadToTheirEndSoTheConnectionIsUsedAgain() throws IOException {
        // Given
        try (var connection = new Connection(server.getAddress().getPort())) {
            for (var path : new String[] {"/length", "/chunks", "/length"}) {
                // When
                int status = connection.exchange(Connection.post(path, "Bearer x", "{\"b\":2}"));
                // Then
                assertThat(status).isEqualTo(200);
                assertThat(connection.body()).contains("{\"a\":1}");
            }
        }
    }

    @Test
    void aFailedRequestMakesTheMeasurementWorthless() throws InterruptedException {
        // Given
        var load = load("/refused");
        // When
        var result = load.closed(2, Duration.ofMillis(100));
        // Then
        assertThat(result.answered()).isZero();
        assertThatThrownBy(() -> result.requireSuccess("orders"))
                .hasMessageContaining("orders")
                .hasMessageContaining("409 {\"a\":1}");
    }

    @Test
    void anOpenLoadKeepsItsRateWhateverTheServerNeeds() throws InterruptedException {
        // When
        var result = load("/slow").open(100, 20, Duration.ofSeconds(1));
        // Then
        assertThat(result.answered()).isEqualTo(100);
        assertThat(result.percentileMs(50)).isBetween(50.0, 500.0);
    }

    @Test
    void aRequestThatHadToWaitForAConnectionIsChargedTheWait() throws InterruptedException {
        // When: 100 requests a second on one connection that answers at most 20 of them
        var result = load("/slow").open(100, 1, Duration.ofMillis(500));
        // Then
        assertThat(result.percentileMs(100)).isGreaterThan(1_000);
    }

    private Load load(String path) {
        var request = Connection.get(path, "Bearer x");
        return new Load(server.getAddress().getPort(), () -> request);
    }

    private static void answer(HttpExchange exchange, int status, int length) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, length);
        exchange.getResponseBody().write(BODY);
        exchange.close();
    }
}
