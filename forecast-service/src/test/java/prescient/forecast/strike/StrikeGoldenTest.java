package prescient.forecast.strike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import prescient.json.JsonSettings;

/** Each row of the legacy strike tables and watchlists follows from its price, probability and asks. */
class StrikeGoldenTest {

    private static final Path ANALYTICS =
            Path.of(System.getProperty("prescient.shared", "absent")).resolve("data/recio/analytics");
    private static final ObjectMapper JSON = JsonSettings.mapper();
    private static final DateTimeFormatter HOUR = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("yyMMMddHH")
            .toFormatter(Locale.US);
    private static final List<String> COLUMNS = List.of(
            "strike", "buffer", "buffer_pct", "probability", "yes_ask", "no_ask", "yes_diff", "no_diff", "volume");

    private static List<Path> tables() throws IOException {
        assumeTrue(Files.isDirectory(ANALYTICS), "no reference material");
        var tables = new ArrayList<Path>();
        try (var files = Files.walk(ANALYTICS)) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".json")).toList()) {
                if (JSON.readTree(file.toFile()).has("strike_tier")) {
                    tables.add(file);
                }
            }
        }
        assertThat(tables).isNotEmpty();
        return tables;
    }

    @TestFactory
    Stream<DynamicTest> everyRowIsExact() throws IOException {
        return tables().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> check(JSON.readTree(file.toFile()))));
    }

    private static void check(JsonNode table) {
        var price = table.get("current_price").decimalValue();
        var tier = table.get("strike_tier").decimalValue();
        var rows = new ArrayList<JsonNode>();
        for (var row : table.get("strikes")) {
            var quote = new StrikeRow.Quote(
                    row.get("ticker").textValue(),
                    row.get("yes_ask").decimalValue(),
                    row.get("no_ask").decimalValue(),
                    row.get("volume").decimalValue());
            JsonNode mine = JSON.valueToTree(StrikeRow.of(
                    price,
                    tier,
                    row.get("strike").decimalValue(),
                    row.get("probability").decimalValue(),
                    quote));
            for (var column : COLUMNS) {
                assertThat(mine.get(column).decimalValue())
                        .as(row.get("ticker") + " " + column)
                        .isEqualByComparingTo(row.get(column).decimalValue());
            }
            assertThat(mine.get("active_side")).isEqualTo(row.get("active_side"));
            rows.add(row);
        }
        assertThat(StrikeSheet.title("Bitcoin", closes(table.get("event_ticker").textValue())))
                .isEqualTo(table.get("market_title").textValue());
        assertThat(rows)
                .allSatisfy(row -> assertThat(StrikeRow.strike(floor(row)))
                        .isEqualByComparingTo(row.get("strike").decimalValue()));
    }

    /** What stands behind the T of a market's ticker. */
    private static BigDecimal floor(JsonNode row) {
        return new BigDecimal(row.get("ticker").textValue().replaceAll(".*-T", ""));
    }

    private static Instant closes(String ticker) {
        return LocalDateTime.parse(ticker.split("-", -1)[1], HOUR)
                .atZone(ZoneId.of("America/New_York"))
                .toInstant();
    }
}
