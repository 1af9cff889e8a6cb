package prescient.signal.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import prescient.json.JsonSettings;

/** Regenerates what the legacy system advised, case by case, from every file of the same form that is there. */
class StrategyGoldenTest {

    private static final String GROUP = "strategy_v1_signal";

    private final ObjectMapper json = JsonSettings.mapper();
    private final Strategy mostLikely = new MostLikelyStrategy();
    private final Strategy momentum = new MomentumStrategy();

    @TestFactory
    List<DynamicTest> vectors() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var file : files(name -> name.endsWith(".json"))) {
            var document = json.readTree(file.toFile());
            for (var vector : document.path(GROUP)) {
                tests.add(DynamicTest.dynamicTest(
                        file.getFileName() + " " + vector.path("yes") + "/" + vector.path("no"),
                        () -> assertSame(vector.path("signal"), price(vector, "yes"), price(vector, "no"))));
            }
        }
        return someOf(tests);
    }

    @TestFactory
    List<DynamicTest> archivedSignals() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var file : files(name -> name.startsWith("signals_archive"))) {
            for (var archive : json.readTree(file.toFile())) {
                for (var signal : archive.path("signals")) {
                    tests.add(DynamicTest.dynamicTest(
                            archive.path("archived_at").asText() + " " + signal.path("market_id"),
                            () -> assertSame(signal, price(signal, "yes_price"), price(signal, "no_price"))));
                }
            }
        }
        return someOf(tests);
    }

    /** A trade keeps only the price of its own side; the other side is what is left of a dollar. */
    @TestFactory
    List<DynamicTest> realTrades() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var file : files(name -> name.startsWith("paper_trades"))) {
            for (var trade : json.readTree(file.toFile())) {
                boolean yes = trade.path("action").asText().equals("buy_yes");
                var own = price(trade, "entry_price");
                tests.add(DynamicTest.dynamicTest(
                        file.getFileName() + " " + trade.path("trade_id"),
                        () -> assertSame(trade, yes ? own : "0", yes ? "0" : own)));
            }
        }
        return someOf(tests);
    }

    private void assertSame(JsonNode expected, @Nullable String yes, @Nullable String no) {
        var strategy = expected.path("reason").asText().startsWith("Momentum") ? momentum : mostLikely;
        var advice = strategy.advise(List.of(Markets.of("1", yes, no)), Parameters.of(strategy.parameters(), Map.of()));
        if (expected.isNull()) {
            assertThat(advice).isEmpty();
            return;
        }
        assertThat(advice).hasSize(1);
        var only = advice.getFirst();
        assertThat(only.action().text()).isEqualTo(expected.path("action").asText());
        assertThat(only.reason()).isEqualTo(expected.path("reason").asText());
        assertThat(only.confidence())
                .isEqualByComparingTo(expected.path("confidence").decimalValue());
        assertThat(only.amount().amount())
                .isEqualByComparingTo(expected.path("amount").decimalValue());
        var target = expected.has("target_price") ? expected.path("target_price") : expected.path("entry_price");
        assertThat(only.targetPrice().value()).isEqualByComparingTo(target.decimalValue());
    }

    private static @Nullable String price(JsonNode node, String field) {
        var value = node.path(field);
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }

    private static List<Path> files(Predicate<String> name) throws IOException {
        var folder = Path.of(System.getProperty("prescient.shared", "../../shared"), "data", "prescient");
        Assumptions.assumeTrue(Files.exists(folder), "the shared material is absent");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> name.test(file.getFileName().toString()))
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static List<DynamicTest> someOf(List<DynamicTest> tests) {
        assertThat(tests).as("the folder is there, so its cases must be, too").isNotEmpty();
        return tests;
    }
}
