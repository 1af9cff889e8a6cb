package prescient.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.local.ServiceName;

class GatewayTest {

    /** The services here are fakes that believe every token, and the gateway judges no signature. */
    private static final String SOMEBODY = "Bearer e30.e30.e30";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<ServiceName, HttpServer> fakes = new EnumMap<>(ServiceName.class);
    private final Map<String, String> seenHeaders = new ConcurrentHashMap<>();
    private Gateway gateway;

    private final Map<ServiceName, URI> urls = new EnumMap<>(ServiceName.class);

    @BeforeEach
    void startEverything() throws IOException {
        for (var service : ServiceName.values()) {
            var fake = HttpServer.create(loopback(0), 0);
            fake.createContext("/", exchange -> echo(service, exchange));
            fake.start();
            fakes.put(service, fake);
            urls.put(service, URI.create("http://127.0.0.1:" + fake.getAddress().getPort()));
        }
        // With a door, as containers run it; the suite's own tests use the gateway without one.
        gateway = Gateway.start(new GatewayConfig(loopback(0), urls, 20_000, 100, Optional.empty(), Optional.empty()));
    }

    @AfterEach
    void stopEverything() {
        gateway.close();
        fakes.values().forEach(fake -> fake.stop(0));
    }

    @Test
    void aRequestReachesItsServiceWithMethodQueryAndBody() throws Exception {
        // When
        var answer = send("POST", "/fills?x=a%20b&y=1", "{\"fills\":[]}");
        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("PORTFOLIO POST /fills?x=a%20b&y=1 {\"fills\":[]}");
        assertThat(answer.headers().firstValue("X-Fake")).hasValue("yes");
    }

    @Test
    void aDrainedGatewayAnswersWhatItHasBegunAndTakesNothingNew() throws Exception {
        // Given
        var begun = new CountDownLatch(1);
        var mayAnswer = new CountDownLatch(1);
        fakes.get(ServiceName.TRADE).createContext("/trades/slow", exchange -> {
            begun.countDown();
            await(mayAnswer);
            echo(ServiceName.TRADE, exchange);
        });
        var answer = http.sendAsync(
                HttpRequest.newBuilder(uri("/trades/slow"))
                        .header("Authorization", SOMEBODY)
                        .build(),
                BodyHandlers.ofString());
        await(begun);
        // When
        var drain = Thread.ofVirtual().start(() -> gateway.drain(Duration.ofSeconds(20)));
        Awaitility.await().until(() -> !accepts(gateway.port()));
        mayAnswer.countDown();
        // Then
        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(drain.join(Duration.ofSeconds(10))).isTrue();
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    @Test
    void strangersAndServicesGetNoFurtherThanTheGateway() throws Exception {
        // Given: {"aud":"prescient-internal"}
        var ofAService = "Bearer e30.eyJhdWQiOiJwcmVzY2llbnQtaW50ZXJuYWwifQ.e30";
        for (var path : List.of("/trading/status", "/cutover", "/openapi", "/nowhere", "/cutover/backup")) {
            for (var authorization : List.of("", "Basic YTpi", ofAService)) {
                var request = HttpRequest.newBuilder(uri(path));
                if (!authorization.isEmpty()) {
                    request.header("Authorization", authorization);
                }
                // When
                var answer = http.send(request.build(), BodyHandlers.ofString());
                // Then
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
                assertProblem(answer, "NOT_AUTHENTICATED");
            }
        }
        assertThat(seenHeaders).isEmpty();
    }

    @Test
    void theCallersTokenIsPassedOn() throws Exception {
        // When
        send("GET", "/trades/1", "");
        // Then
        assertThat(seenHeaders).containsEntry("Authorization", SOMEBODY);
    }

    @Test
    void moreRequestsASecondThanAllowedMustWait() throws Exception {
        // Given
        try (var slow =
                Gateway.start(new GatewayConfig(loopback(0), urls, 2, 100, Optional.empty(), Optional.empty()))) {
            var statuses = new ArrayList<Integer>();
            var last = new ArrayList<HttpResponse<String>>();
            // When
            for (var i = 0; i < 20; i++) {
                var health = URI.create("http://127.0.0.1:" + slow.port() + "/q/health");
                last.add(http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString()));
                statuses.add(last.getLast().statusCode());
            }
            // Then
            assertThat(statuses).contains(200, 429);
            var refused = last.get(statuses.indexOf(429));
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertProblem(refused, "TOO_MANY_REQUESTS");
        }
    }

    @Test
    void headersOfTheConnectionAreNotPassedOnOthersAre() throws Exception {
        // Given
        var request = HttpRequest.newBuilder(uri("/trades/1"))
                .header("Authorization", SOMEBODY)
                .header("X-Request-Id", "r1")
                .header("TE", "trailers")
                .build();
        // When
        var answer = http.send(request, BodyHandlers.ofString());
        // Then
        assertThat(seenHeaders).containsEntry("X-request-id", "r1").doesNotContainKey("Te");
        assertThat(answer.headers().firstValue("Keep-Alive")).isEmpty();
    }

    @Test
    void aBodyOfOneMebibytePassesAndOneByteMoreIsRefused() throws Exception {
        // Given
        var largest = "x".repeat(1024 * 1024);
        // When
        var passed = send("POST", "/fills", largest);
        var refused = send("POST", "/fills", largest + "x");
        // Then
        assertThat(passed.statusCode()).isEqualTo(201);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertProblem(refused, "BODY_TOO_LARGE");
    }

    @Test
    void aVeryLargeBodyStillGetsAnAnswer() throws Exception {
        // When
        var refused = send("POST", "/fills", "x".repeat(10 * 1024 * 1024));
        // Then
        assertThat(refused.statusCode()).isEqualTo(413);
    }

    @Test
    void aServiceThatIsDownIsNamedWithAHint() throws Exception {
        // Given
        requireFake(ServiceName.TRADE).stop(0);
        // When
        var answer = send("GET", "/trading/status", "");
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(assertProblem(answer, "SERVICE_UNAVAILABLE").path("detail").asText())
                .contains("trade-service");
    }

    @Test
    void aServiceThatBreaksOffIsABadGateway() throws Exception {
        // Given
        var fake = requireFake(ServiceName.FORECAST);
        var port = fake.getAddress().getPort();
        fake.stop(0);
        try (var rude = new ServerSocket()) {
            rude.bind(loopback(port));
            Thread.ofVirtual().start(() -> hangUp(rude));
            // When
            var answer = send("GET", "/cities", "");
            // Then
            assertThat(answer.statusCode()).isEqualTo(502);
            assertProblem(answer, "BAD_GATEWAY");
        }
    }

    @Test
    void anUnknownPathIsAProblemOfTheGateway() throws Exception {
        // When
        var answer = send("GET", "/nowhere", "");
        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertProblem(answer, "NOT_FOUND");
    }

    @Test
    void theIndexNamesServicesAndTheGatewayIsHealthyByItself() throws Exception {
        // When
        var index = json.readTree(send("GET", "/", "").body());
        var health = send("GET", "/q/health", "");
        var wrongMethod = send("DELETE", "/", "");
        // Then
        assertThat(index.at("/services/trade-service/paths/0").asText()).isEqualTo("/paper-trading");
        assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
    }

    @Test
    void theCombinedDocumentHoldsEveryServicesPathsAndSaysWhoIsMissing() throws Exception {
        // Given
        requireFake(ServiceName.FORECAST).stop(0);
        // When
        var document = json.readTree(send("GET", "/openapi", "").body());
        // Then
        assertThat(document.path("paths").has("/trades")).isTrue();
        assertThat(document.path("paths").has("/ledger/check")).isTrue();
        assertThat(document.at("/x-unavailable/0").asText()).isEqualTo("forecast-service");
    }

    private HttpServer requireFake(ServiceName service) {
        return java.util.Objects.requireNonNull(fakes.get(service));
    }

    private JsonNode assertProblem(HttpResponse<String> answer, String code) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = json.readTree(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("hint").asText()).isNotEmpty();
        return problem;
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", SOMEBODY)
                        .method(method, publisher)
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    private static void hangUp(ServerSocket server) {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                connection.getInputStream().read();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void echo(ServiceName service, HttpExchange exchange) throws IOException {
        exchange.getRequestHeaders().forEach((name, values) -> seenHeaders.put(name, values.getFirst()));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var text = exchange.getRequestURI().getPath().equals("/openapi")
                ? openApi(service)
                : service.name() + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body;
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Fake", "yes");
        exchange.getResponseHeaders().set("Keep-Alive", "timeout=5");
        exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/openapi") ? 200 : 201, bytes.length);
        try (var output = exchange.getResponseBody()) {
            output.write(bytes);
        }
    }

    private static String openApi(ServiceName service) {
        return switch (service) {
            case TRADE -> "{\"openapi\":\"3.1.0\",\"paths\":{\"/trades\":{}}}";
            case PORTFOLIO -> "{\"openapi\":\"3.1.0\",\"paths\":{\"/ledger/check\":{}}}";
            case MARKET_INGEST, SIGNAL, FORECAST -> "{\"openapi\":\"3.1.0\",\"paths\":{}}";
        };
    }
}
