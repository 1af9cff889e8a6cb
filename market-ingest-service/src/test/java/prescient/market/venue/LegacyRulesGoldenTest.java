package prescient.market.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import prescient.legacy.PythonFloat;
import prescient.market.event.DaysUntilEnd;
import prescient.market.event.EventFilter;
import prescient.market.market.MarketFilter;

/** The pure rules against the recorded behaviour of the original functions, wherever such cases lie. */
class LegacyRulesGoldenTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CONVICTION_BOUNDS = Pattern.compile("passes_([0-9.]+)_([0-9.]+)_json_path");
    private static final Pattern DAY_BOUNDS = Pattern.compile("passes_min([0-9]+)_max([0-9]+)");
    private static final Pattern DEFAULT_BOUNDS = Pattern.compile("passes_default_([0-9]+)_([0-9]+)");
    private static final Pattern LAST_DAY_BOUND = Pattern.compile("passes_with_min_volume_24hr_([0-9]+)");

    @TestFactory
    Stream<DynamicTest> outcomePricesAreParsedAsBefore() {
        return cases("outcome_prices_parse", c -> {
            var text = c.path("outcomePrices");
            var prices = OutcomePrices.parse(text.isTextual() ? text.asText() : null);
            assertThat(prices.isPresent()).isEqualTo(c.path("accepted").asBoolean());
            assertThat(prices.map(p -> PythonFloat.repr(p.yes())).orElse(null)).isEqualTo(text(c, "yes_price"));
            assertThat(prices.map(p -> PythonFloat.repr(p.no())).orElse(null)).isEqualTo(text(c, "no_price"));
            assertThat(prices.map(p -> PythonFloat.repr(p.conviction())).orElse(null))
                    .isEqualTo(text(c, "market_conviction"));
        });
    }

    @TestFactory
    Stream<DynamicTest> daysUntilEndAreCountedAsBefore() {
        return cases("days_until_end", c -> {
            var end = text(c, "endDate");
            var now = LocalDateTime.parse(c.path("now_local").asText());
            var none = figures("{}");
            var expected = c.path("days_until_end");
            assertThat(DaysUntilEnd.of(end, now))
                    .isEqualTo(expected.isInt() ? OptionalInt.of(expected.asInt()) : OptionalInt.empty());
            eachField(c, DAY_BOUNDS, (bounds, passes) -> {
                var filter = new EventFilter(
                        null, null, null, Integer.valueOf(bounds.get(1)), Integer.valueOf(bounds.get(0)));
                assertThat(filter.passes(none, end, now)).isEqualTo(passes);
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> eventsPassTheThresholdsAsBefore() {
        return cases("event_threshold_filter", c -> {
            var figures = figures(c.path("event").toString());
            var end = text(c.path("event"), "endDate");
            var now = LocalDateTime.parse("2025-10-15T16:10:00");
            eachField(c, DEFAULT_BOUNDS, (bounds, passes) -> {
                var filter =
                        new EventFilter(Double.valueOf(bounds.get(0)), Double.valueOf(bounds.get(1)), null, null, null);
                assertThat(filter.passes(figures, end, now)).isEqualTo(passes);
            });
            eachField(c, LAST_DAY_BOUND, (bounds, passes) -> {
                var filter = new EventFilter(10_000.0, 50_000.0, Double.valueOf(bounds.get(0)), null, null);
                assertThat(filter.passes(figures, end, now)).isEqualTo(passes);
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> convictionIsComparedInDoubles() {
        return cases("conviction_boundary_json_path", c -> {
            var prices = OutcomePrices.parse("[\"%s\", \"%s\"]".formatted(text(c, "yes"), text(c, "no")))
                    .orElseThrow();
            var none = figures("{}");
            assertThat(PythonFloat.repr(prices.conviction())).isEqualTo(text(c, "conviction_double"));
            eachField(c, CONVICTION_BOUNDS, (bounds, passes) -> {
                var filter = new MarketFilter(
                        null, null, null, Double.valueOf(bounds.get(0)), Double.valueOf(bounds.get(1)));
                assertThat(filter.passes(none, prices.yes(), prices.no())).isEqualTo(passes);
            });
        });
    }

    private interface Check {
        void on(JsonNode golden) throws IOException;
    }

    private interface Bounded {
        void check(List<String> bounds, boolean passes);
    }

    private static Stream<DynamicTest> cases(String group, Check check) {
        var folder = Path.of(System.getProperty("prescient.shared", "../shared"), "data", "prescient");
        assumeTrue(Files.exists(folder), "the recorded cases are not here");
        var tests = new ArrayList<DynamicTest>();
        for (var file : jsonFiles(folder)) {
            var found = read(file).path(group);
            for (int i = 0; i < found.size(); i++) {
                var golden = found.get(i);
                tests.add(DynamicTest.dynamicTest(
                        folder.relativize(file) + " " + group + "[" + i + "] " + golden, () -> check.on(golden)));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static List<Path> jsonFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        } catch (IOException failure) {
            return fail(failure);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException failure) {
            return fail(failure);
        }
    }

    /** An event's figures, read as from a venue's page. */
    private static Figures figures(String event) throws IOException {
        var withId = event.contains("\"id\"")
                ? event
                : event.replaceFirst("\\{", "{\"id\":\"1\"" + (event.equals("{}") ? "" : ","));
        var page = new GammaParser().events(("[" + withId + "]").getBytes(StandardCharsets.UTF_8), "golden");
        return page.events().getFirst().figures();
    }

    private static void eachField(JsonNode golden, Pattern name, Bounded check) {
        for (var field : golden.properties()) {
            var bounds = name.matcher(field.getKey());
            if (bounds.matches()) {
                var numbers = new ArrayList<String>();
                for (int i = 1; i <= bounds.groupCount(); i++) {
                    numbers.add(bounds.group(i));
                }
                check.check(numbers, field.getValue().asBoolean());
            }
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
