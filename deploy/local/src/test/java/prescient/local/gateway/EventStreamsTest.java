package prescient.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.local.ServiceName;

/** Streams of events through the gateway, with its door, of a service that says what a test hands it. */
class EventStreamsTest {

    private static final String BREAK_OFF = "break off";
    private static final String END = "end";

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
    private final CountDownLatch left = new CountDownLatch(1);
    private HttpServer service;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/trading/stream", this::talk);
        service.start();
        var url = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        gateway = Gateway.start(new GatewayConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Map.of(ServiceName.TRADE, url),
                20_000,
                500,
                Optional.empty(),
                Optional.empty()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        service.stop(0);
        http.shutdownNow();
    }

    /** Says what it is handed, each word at once. */
    private void talk(HttpExchange exchange) {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.write((": " + exchange.getRequestHeaders().getFirst("Last-Event-ID") + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            for (var word = words.take(); !word.equals(END); word = words.take()) {
                if (word.equals(BREAK_OFF)) {
                    return;
                }
                out.write((word + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            out.close();
        } catch (IOException gone) {
            left.countDown();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<InputStream> open() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/trading/stream"))
                .header("Authorization", "Bearer e30.e30.e30")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "17")
                .build();
        return http.send(request, BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    @Test
    void eachWordIsPassedOnBeforeTheNextIsSaid() throws Exception {
        // When
        var answer = open();
        var heard = lines(answer);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(heard.readLine()).isEqualTo(": 17");
        for (var word : new String[] {"data: a", "data: b"}) {
            words.add(word);
            assertThat(heard.readLine()).isEqualTo(word);
        }
        assertThat(gateway.streams()).isEqualTo(1);
    }

    @Test
    void aServiceThatEndsOrBreaksOffEndsTheStream() throws Exception {
        for (var how : new String[] {END, BREAK_OFF}) {
            // Given
            var heard = lines(open());
            assertThat(heard.readLine()).isEqualTo(": 17");

            // When
            words.add(how);

            // Then: as the end of an answer, which no browser calls an error
            assertThat(heard.readLine()).as(how).isNull();
        }
        Awaitility.await().until(() -> gateway.streams() == 0);
    }

    @Test
    void aClientThatLeavesLeavesNothingBehind() throws Exception {
        // Given
        var answer = open();
        assertThat(lines(answer).readLine()).isEqualTo(": 17");

        // When
        answer.body().close();

        // Then: the next words find out
        Awaitility.await().until(() -> {
            words.add("data: beat");
            return left.await(20, TimeUnit.MILLISECONDS);
        });
        Awaitility.await().until(() -> gateway.streams() == 0);
    }

    @Test
    void oneMoreThanThereIsRoomForIsRefused() throws Exception {
        // Given
        var open = new ArrayList<InputStream>();
        for (int i = 0; i < EventStreams.MOST; i++) {
            open.add(open().body());
        }

        // When
        var answer = open();

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("TOO_MANY_STREAMS");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(open).hasSize(EventStreams.MOST);
    }

    @Test
    void aDrainedGatewayDoesNotWaitForStreams() throws Exception {
        // Given
        var heard = lines(open());
        assertThat(heard.readLine()).isEqualTo(": 17");

        // When
        var drain = Thread.ofVirtual().start(() -> gateway.drain(Duration.ofSeconds(60)));

        // Then
        assertThat(heard.readLine()).isNull();
        assertThat(drain.join(Duration.ofSeconds(20))).isTrue();
    }
}
