package prescient.trade.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import prescient.json.JsonSettings;
import prescient.money.Money;

/** The words of a denial for lack of cash, against every vector of that group in the shared folder. */
class BalanceRuleGoldenTest {

    private static final Path SHARED = Path.of(System.getProperty("prescient.shared", "../shared"));

    @TestFactory
    Stream<DynamicTest> denialsReadAsTheyAlwaysDid() throws IOException {
        assumeTrue(Files.isDirectory(SHARED), "the shared folder is absent");
        return vectors().stream()
                .filter(vector -> vector.path("status").asText().equals("failed"))
                .map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> {
                    // Given
                    var required = new Money(vector.path("amount").decimalValue());
                    var available = new Money(vector.path("balance").decimalValue());

                    // When
                    var text = new InsufficientBalance(required, available).text();

                    // Then
                    assertThat(text).isEqualTo(vector.path("reason").asText());
                }));
    }

    private static List<JsonNode> vectors() throws IOException {
        var vectors = new ArrayList<JsonNode>();
        try (var files = Files.walk(SHARED.resolve("data/prescient"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                var document = JsonSettings.mapper().readTree(file.toFile());
                document.path("execute_trade_balance_rule").forEach(vectors::add);
            }
        }
        return vectors;
    }
}
