package prescient.portfolio.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The old program's figures, from what it was seen to answer: every JSON file of the vectors' form is read. */
class LegacyFiguresGoldenTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("prescient.shared", "../../shared")).resolve("data/prescient");

    /** The recorded sums name no prices; this one makes the three gains that were seen (-12.3333, twice -11.8333). */
    private static final double RECORDED_PRICE = 0.666667;

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void onlyWithTheSharedMaterial() {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER));
    }

    @Test
    void eachPositionAndItsPortfolioHaveTheOldProfit() throws IOException {
        // Given
        var cases = cases("pnl");

        // When, then
        assertThat(cases).isNotEmpty();
        for (var one : cases) {
            var held = new LegacyFigures.Held(
                    one.get("entry_price").doubleValue(),
                    one.get("current_price").doubleValue(),
                    one.get("amount").doubleValue());
            assertThat(LegacyFigures.currentPnl(held))
                    .as(one.toString())
                    .isEqualByComparingTo(one.get("current_pnl").decimalValue());
            assertThat(LegacyFigures.totalProfitLoss(List.of(held)))
                    .as(one.toString())
                    .isEqualByComparingTo(one.get("total_profit_loss").decimalValue());
        }
    }

    @Test
    void profitsAreSummedBeforeTheyAreRounded() throws IOException {
        // Given
        var cases = cases("pnl_sum_before_round");

        // When, then
        assertThat(cases).isNotEmpty();
        for (var one : cases) {
            var open = new ArrayList<LegacyFigures.Held>();
            for (var position : one.get("positions")) {
                if (position.get("status").textValue().equals("open")) {
                    open.add(new LegacyFigures.Held(
                            position.get("entry_price").doubleValue(),
                            priceOf(one, position),
                            position.get("amount").doubleValue()));
                }
            }
            assertThat(LegacyFigures.totalProfitLoss(open))
                    .as(one.toString())
                    .isEqualByComparingTo(one.get("total_profit_loss").decimalValue());
        }
    }

    /** The price as the case gives it; else the recorded one for the markets that had one. */
    private static @Nullable Double priceOf(JsonNode one, JsonNode position) {
        var own = position.path("current_price");
        if (own.isNumber()) {
            return own.doubleValue();
        }
        var market = position.get("market_id").textValue();
        if (one.has("prices")) {
            var given = one.get("prices").path(market);
            return given.isNumber() ? given.doubleValue() : null;
        }
        return market.equals("zz") ? null : RECORDED_PRICE;
    }

    private List<JsonNode> cases(String group) throws IOException {
        var cases = new ArrayList<JsonNode>();
        try (var files = Files.walk(FOLDER)) {
            for (var file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                var found = json.readTree(file.toFile()).path(group);
                if (found.isArray()) {
                    found.forEach(cases::add);
                } else if (found.isObject()) {
                    cases.add(found);
                }
            }
        }
        return cases;
    }
}
