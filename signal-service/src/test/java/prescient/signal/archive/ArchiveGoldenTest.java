package prescient.signal.archive;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import prescient.json.JsonSettings;
import prescient.signal.ServiceTest;

/** The legacy archives, made again through the service: same markets in, same signals out. */
@QuarkusTest
class ArchiveGoldenTest extends ServiceTest {

    private static final Set<String> NOT_OURS = Set.of("timestamp");

    private final ObjectMapper json = JsonSettings.mapper();

    @Test
    void archivesOfTheLegacySystemComeOutAgain() throws Exception {
        int run = 0;
        for (var archive : legacyArchives()) {
            // Given
            var markets = new ArrayList<String>();
            archive.path("signals").forEach(signal -> markets.add(market(signal)));
            answer(200, found(markets.toArray(String[]::new)));
            var body = "{\"run_id\":\"golden-%d\"}".formatted(run++);

            // When
            post("/signals/generate", body).statusCode(200);
            post("/signals/archive", body).statusCode(200);
            clock.advance(java.time.Duration.ofSeconds(1));

            // Then
            var made = json.readTree(get("/trading/signal-archives?limit=1").asString())
                    .path(0)
                    .path("signals");
            assertThat(lines(made)).isEqualTo(lines(archive.path("signals")));
        }
    }

    private List<JsonNode> legacyArchives() throws IOException {
        var folder = Path.of(System.getProperty("prescient.shared", "../../shared"), "data", "prescient");
        Assumptions.assumeTrue(Files.exists(folder), "the shared material is absent");
        var archives = new ArrayList<JsonNode>();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted().toList()) {
                if (file.getFileName().toString().matches("signals_archive.*\\.json")) {
                    json.readTree(file.toFile()).forEach(archives::add);
                }
            }
        }
        return archives;
    }

    private static String market(JsonNode signal) {
        var market = ((ObjectNode) signal.deepCopy()).removeAll();
        market.set("market_id", signal.get("market_id"));
        market.set("question", signal.get("market_question"));
        market.set("yes_price", signal.get("yes_price"));
        market.set("no_price", signal.get("no_price"));
        market.set("liquidity", signal.get("market_liquidity"));
        market.set("volume", signal.get("market_volume"));
        return market.toString();
    }

    /** Every field but the time, as text, so that keys, their order and every digit are compared. */
    private static List<String> lines(JsonNode signals) {
        var lines = new ArrayList<String>();
        for (var signal : signals) {
            var line = new StringBuilder();
            signal.properties().stream()
                    .filter(field -> !NOT_OURS.contains(field.getKey()))
                    .forEach(field -> line.append(field.getKey())
                            .append('=')
                            .append(field.getValue())
                            .append(' '));
            lines.add(line.toString());
        }
        return lines;
    }
}
