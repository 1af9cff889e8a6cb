package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static prescient.portfolio.Api.fill;
import static prescient.portfolio.Api.number;
import static prescient.portfolio.Api.open;
import static prescient.portfolio.Api.paper;
import static prescient.portfolio.Api.portfolio;
import static prescient.portfolio.Api.reserve;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.json.JsonSettings;
import prescient.testing.PostgresForTests;

/** Who has enough cash for a trade and what is left of it, against every recorded case of that group. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class BalanceRuleGoldenTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("prescient.shared", "../../shared")).resolve("data/prescient");

    @Test
    void equalCashIsEnoughAndLessIsRefused() throws IOException {
        // Given
        assumeTrue(Files.isDirectory(FOLDER), "the shared folder is absent");
        var cases = cases();
        assertThat(cases).isNotEmpty();

        for (int i = 0; i < cases.size(); i++) {
            var one = cases.get(i);
            int id = portfolio(one.get("balance").decimalValue().toPlainString());
            var name = "balance-rule-" + i + "-" + id;
            var amount = one.get("amount").decimalValue().toPlainString();

            // When
            var outcome = reserve("order-" + name, id, amount).getString("results[0].outcome");
            if (outcome.equals("reserved")) {
                fill(open(name, id, amount));
            }

            // Then
            assertThat(outcome.equals("reserved") ? "executed" : "failed")
                    .as(one.toString())
                    .isEqualTo(one.get("status").textValue());
            assertThat(number(paper(id), "portfolio.balance"))
                    .as(one.toString())
                    .isEqualByComparingTo(one.get("balance_after").decimalValue());
        }
    }

    private static List<JsonNode> cases() throws IOException {
        var cases = new ArrayList<JsonNode>();
        try (var files = Files.walk(FOLDER)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonSettings.mapper()
                        .readTree(file.toFile())
                        .path("execute_trade_balance_rule")
                        .forEach(cases::add);
            }
        }
        return cases;
    }
}
