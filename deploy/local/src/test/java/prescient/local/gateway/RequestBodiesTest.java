package prescient.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestBodiesTest {

    private static final int LARGE = 100_000;

    private final RequestBodies bodies = new RequestBodies();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> stalled = new ArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private HttpServer server;

    /** A server that answers with the length of the body. */
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::measure);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        for (var socket : stalled) {
            socket.close();
        }
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void bodiesOfEveryKindArriveAsAWhole() throws Exception {
        for (var length : List.of(0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, LARGE, RequestBodies.LIMIT_BYTES)) {
            // When
            var withLength = send(BodyPublishers.ofByteArray(new byte[length]));
            var inChunks = send(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[length])));
            // Then
            assertThat(withLength.body()).isEqualTo(Integer.toString(length));
            assertThat(inChunks.body()).isEqualTo(Integer.toString(length));
        }
    }

    @Test
    void oneByteTooManyIsRefusedWhateverTheHeadSays() throws Exception {
        // Given
        var body = new byte[RequestBodies.LIMIT_BYTES + 1];
        // When
        var withLength = send(BodyPublishers.ofByteArray(body));
        var inChunks = send(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)));
        // Then
        assertThat(withLength.statusCode()).isEqualTo(413);
        assertThat(inChunks.statusCode()).isEqualTo(413);
    }

    @Test
    void largeBodiesThatStallKeepOutLargeOnesButNoSmallOnes() throws Exception {
        // Given: as many as are held at a time, each beyond what is read without a place
        for (var number = 0; number < 16; number++) {
            stall();
        }
        Awaitility.await().until(() -> begun.get() == 16);
        // When
        var small = send(BodyPublishers.ofByteArray(new byte[1000]));
        var large = send(BodyPublishers.ofByteArray(new byte[LARGE]));
        // Then
        assertThat(small.statusCode()).isEqualTo(200);
        assertThat(large.statusCode()).isEqualTo(503);
        assertThat(large.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void aPlaceIsFreeAgainWhenItsBodyWasPassedOnOrBrokeOff() throws Exception {
        // Given
        for (var number = 0; number < 16; number++) {
            stall();
        }
        Awaitility.await().until(() -> begun.get() == 16);
        for (var socket : stalled) {
            socket.close();
        }
        for (var number = 0; number < 40; number++) {
            // When
            var answer = send(BodyPublishers.ofByteArray(new byte[LARGE]));
            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    private void stall() throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort());
        stalled.add(socket);
        var head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + LARGE + "\r\n\r\n";
        socket.getOutputStream().write((head + "x".repeat(LARGE / 2)).getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<String> send(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return http.send(HttpRequest.newBuilder(uri).POST(body).build(), BodyHandlers.ofString());
    }

    private void measure(HttpExchange exchange) throws IOException {
        begun.incrementAndGet();
        try (var body = bodies.read(exchange)) {
            var length = Integer.toString(body.bytes().length).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, length.length);
            exchange.getResponseBody().write(length);
        } catch (RequestBodies.Refusal refused) {
            refused.answer(exchange);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }
}
