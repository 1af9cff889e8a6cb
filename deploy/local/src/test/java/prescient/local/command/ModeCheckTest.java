package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.LauncherProblem;
import prescient.local.api.ApiClient;
import prescient.local.cutover.CutoverClient;
import prescient.local.cutover.CutoverFeature;
import prescient.local.state.DataFolder;
import prescient.local.state.Tokens;

class ModeCheckTest {

    /** What the gateway says, call by call; the last one again and again. */
    private final List<String> answers = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private HttpServer gateway;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        gateway.createContext("/cutover", exchange -> {
            var answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        });
        gateway.start();
    }

    @AfterEach
    void stopGateway() {
        gateway.stop(0);
    }

    @Test
    void itWaitsUntilEveryFeatureSaysThatItIsInTheModeAskedFor() throws Exception {
        // Given
        answers.add(page("file-only", "\"state\":\"unavailable\""));
        answers.add(page("file-only", "\"mode\":\"file-only\""));
        // When
        check(Duration.ofSeconds(20)).require("file-only");
        // Then
        assertThat(answers).hasSize(1);
    }

    @Test
    void aFeatureInAnotherModeIsNamedWithItAndWithANextStep() {
        // Given
        answers.add(page("file-only", "\"mode\":\"database-only\""));
        // When, Then
        assertThatThrownBy(() -> check(Duration.ofSeconds(20)).require("file-only"))
                .isInstanceOfSatisfying(LauncherProblem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("MODE_DIFFERS");
                    assertThat(problem.message())
                            .contains("trades is database-only")
                            .doesNotContain("events");
                    assertThat(problem.nextStep()).contains("--mode").contains("--data DIR");
                });
    }

    @Test
    void aFeatureThatDoesNotSayIsNotTradedOn() {
        // Given
        answers.add(page("file-only", "\"state\":\"unavailable\""));
        // When, Then
        assertThatThrownBy(() -> check(Duration.ofMillis(300)).require("file-only"))
                .hasMessageContaining("trades does not say");
    }

    @Test
    void featuresThatAreNotAskedMayBeInAnyMode() throws Exception {
        // Given
        answers.add(page("file-only", "\"mode\":\"file-only\"")
                .replace("\"forecasts\",\"mode\":\"file-only\"", "\"forecasts\",\"mode\":\"database-only\"")
                .replace("\"decisions\",\"mode\":\"file-only\"", "\"decisions\",\"state\":\"unavailable\""));
        // When, Then
        check(Duration.ofSeconds(20)).require("file-only");
        assertThat(answers.getFirst()).contains("database-only", "unavailable");
    }

    private ModeCheck check(Duration patience) {
        var tokens = Tokens.of(new DataFolder(folder));
        tokens.renew();
        return new ModeCheck(
                new CutoverClient(new ApiClient(
                        "http://127.0.0.1:" + gateway.getAddress().getPort(), tokens, SuiteSession.PATIENCE)),
                patience,
                CutoverFeature.all().subList(0, 6));
    }

    /** All features are in {@code mode}, but of trades it says {@code trades}. */
    private static String page(String mode, String trades) {
        return CutoverFeature.all().stream()
                .map(feature -> "{\"feature\":\"%s\",%s}"
                        .formatted(
                                feature.text(),
                                feature == CutoverFeature.TRADES ? trades : "\"mode\":\"" + mode + "\""))
                .collect(Collectors.joining(",", "{\"features\":[", "]}"));
    }
}
