package prescient.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.local.ServiceName;

class CockpitFilesTest {

    private static final Pattern SCRIPT = Pattern.compile("src=\"(/cockpit/static/[^\"]+\\.js)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        var services = new EnumMap<ServiceName, URI>(ServiceName.class);
        for (var service : ServiceName.values()) {
            services.put(service, URI.create("http://127.0.0.1:1"));
        }
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        gateway = Gateway.start(new GatewayConfig(address, services, 0, 0, Optional.empty(), Optional.empty()));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aStrangersBrowserIsSentToThePagesWhichHoldNothingButScripts() throws Exception {
        // When
        var first = get("/", "Accept", "text/html,*/*");
        var page = get("/cockpit/", "Accept", "text/html");
        // Then
        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(first.headers().firstValue("Location")).hasValue("/cockpit/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(text(page)).contains("<prescient-cockpit>");
    }

    @Test
    void aProgramStillGetsTheIndexAsJson() throws Exception {
        // When
        var answer = get("/", "Accept", "*/*");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer)).contains("\"cockpit\":\"/cockpit/\"");
    }

    @Test
    void whatThePageNamesIsThereAndMayBeKeptForEver() throws Exception {
        // Given
        var script = SCRIPT.matcher(text(get("/cockpit/", "Accept", "text/html")));
        assertThat(script.find()).isTrue();
        // When
        var plain = get(script.group(1), "Accept", "*/*");
        var compressed = get(script.group(1), "Accept-Encoding", "gzip");
        // Then
        assertThat(plain.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(plain.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cockpit/nothing.js",
                "/cockpit/static/",
                "/cockpit/../application.properties",
                "/cockpit/%2e%2e/%2e%2e/prescient/local/Main.class",
                "/cockpit/..%2f..%2fapplication.properties",
                "/cockpit//etc/passwd.html"
            })
    void nothingElseIsGivenAway(String path) throws Exception {
        // When
        var answer = get(path, "Accept", "*/*");
        // Then
        assertThat(answer.statusCode()).as(text(answer)).isIn(401, 404);
    }

    @Test
    void pagesAreOnlyRead() throws Exception {
        // When
        var answer = http.send(HttpRequest.newBuilder(uri("/cockpit/")).DELETE().build(), BodyHandlers.ofByteArray());
        // Then
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    private HttpResponse<byte[]> get(String path, String header, String value)
            throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).header(header, value).build(), BodyHandlers.ofByteArray());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
