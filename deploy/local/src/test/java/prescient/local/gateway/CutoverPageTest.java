package prescient.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.local.ServiceName;
import prescient.local.cutover.CutoverFeature;

/** The cut-over of all services, seen through the gateway. */
class CutoverPageTest {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<ServiceName, HttpServer> fakes = new EnumMap<>(ServiceName.class);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private Gateway gateway;

    @BeforeEach
    void startEverything() throws IOException {
        var urls = new EnumMap<ServiceName, URI>(ServiceName.class);
        for (var service : ServiceName.values()) {
            var fake = HttpServer.create(loopback(), 0);
            fake.createContext("/cutover", exchange -> answer(service, exchange));
            fake.start();
            fakes.put(service, fake);
            urls.put(service, URI.create("http://127.0.0.1:" + fake.getAddress().getPort()));
        }
        gateway = Gateway.start(GatewayConfig.local(0, urls));
    }

    @AfterEach
    void stopEverything() {
        gateway.close();
        fakes.values().forEach(fake -> fake.stop(0));
    }

    @Test
    void aFeaturesPathsReachItsOwner() throws Exception {
        // When
        send("POST", "/cutover/portfolio_history/advance", "{}");
        send("GET", "/cutover/signals/jobs/1", "");
        send("GET", "/cutover/events", "");
        // Then
        assertThat(seen)
                .containsExactly(
                        "PORTFOLIO POST /cutover/portfolio_history/advance {}",
                        "SIGNAL GET /cutover/signals/jobs/1 ",
                        "MARKET_INGEST GET /cutover/events ");
    }

    @Test
    void allFeaturesComeInTheOrderOfTheirImport() throws Exception {
        // When
        var page = read(send("GET", "/cutover", ""));
        // Then
        assertThat(page.path("features"))
                .extracting(feature -> feature.path("feature").asText())
                .containsExactlyElementsOf(
                        CutoverFeature.all().stream().map(CutoverFeature::text).toList());
        assertThat(page.path("features"))
                .allSatisfy(feature -> assertThat(feature.path("mode").asText()).isEqualTo("file-only"));
        assertThat(page.at("/features/0/service").asText()).isEqualTo("trade-service");
        assertThat(page.at("/services/0/database").asText()).isEqualTo("up");
    }

    @Test
    void theWatchAfterTheMoveIsAskedOfEveryService() throws Exception {
        // When
        var page = read(send("GET", "/cutover/watch", ""));
        var wrongMethod = send("POST", "/cutover/watch", "{}");
        // Then
        assertThat(seen.stream().filter(line -> line.endsWith("GET /cutover/watch ")))
                .hasSize(5);
        assertThat(page.path("features")).hasSize(CutoverFeature.all().size());
        assertThat(page.at("/features/0/service").asText()).isEqualTo("trade-service");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamedAndTheOthersAreThere() throws Exception {
        // Given
        Objects.requireNonNull(fakes.get(ServiceName.PORTFOLIO)).stop(0);
        // When
        var page = read(send("GET", "/cutover", ""));
        // Then
        var portfolio = page.at("/features/2");
        assertThat(portfolio.path("feature").asText()).isEqualTo("portfolio");
        assertThat(portfolio.path("state").asText()).isEqualTo("unavailable");
        assertThat(portfolio.has("mode")).isFalse();
        assertThat(page.at("/features/0/mode").asText()).isEqualTo("file-only");
        assertThat(page.at("/services/3/state").asText()).isEqualTo("unavailable");
    }

    @Test
    void aBackupIsToldToEveryServiceAndAMissingOneIsNamed() throws Exception {
        // When
        var told = send("PUT", "/cutover/backup", "{\"backup_id\":\"b\"}");
        Objects.requireNonNull(fakes.get(ServiceName.FORECAST)).stop(0);
        var missing = send("PUT", "/cutover/backup", "{\"backup_id\":\"c\"}");
        var wrongMethod = send("GET", "/cutover/backup", "");
        // Then
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(seen.stream().filter(line -> line.endsWith("PUT /cutover/backup {\"backup_id\":\"b\"}")))
                .hasSize(5);
        assertThat(missing.statusCode()).isEqualTo(502);
        assertThat(read(missing).path("detail").asText()).contains("forecast-service");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
    }

    @Test
    void aRequestThatAllServicesRefuseAlikeIsTheCallersMistake() throws Exception {
        // When
        var refused = send("PUT", "/cutover/backup", "{\"no_such_field\":1}");
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(read(refused).path("code").asText()).isEqualTo("INVALID_FIELD");
    }

    private JsonNode read(HttpResponse<String> answer) throws IOException {
        return json.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var uri = URI.create("http://127.0.0.1:" + gateway.port() + path);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer e30.e30.e30")
                        .method(method, publisher)
                        .build(),
                BodyHandlers.ofString());
    }

    private void answer(ServiceName service, HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(service.name() + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        if (body.contains("no_such_field")) {
            answer(exchange, 400, "{\"code\":\"INVALID_FIELD\"}");
            return;
        }
        var report =
                json.createObjectNode().put("service", service.moduleName()).put("database", "up");
        var features = report.putArray("features");
        CutoverFeature.all().stream()
                .filter(feature -> feature.owner() == service)
                .forEach(feature ->
                        features.addObject().put("feature", feature.text()).put("mode", "file-only"));
        answer(exchange, 200, report.toString());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var output = exchange.getResponseBody()) {
            output.write(bytes);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }
}
