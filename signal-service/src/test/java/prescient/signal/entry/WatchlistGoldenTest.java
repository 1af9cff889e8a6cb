package prescient.signal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import prescient.json.JsonSettings;

/** The legacy watchlists follow from the strike tables of their second, by the settings of the program that made them. */
class WatchlistGoldenTest {

    private static final Path ANALYTICS =
            Path.of(System.getProperty("prescient.shared", "absent")).resolve("data/recio/analytics");
    private static final ObjectMapper JSON = JsonSettings.mapper();

    /** What the coordinator used: 37 %, -5 points. */
    private static final EntrySettings LEGACY = Sheets.settings(tree -> {
        tree.put("min_probability", 37);
        tree.put("min_differential", -5);
    });

    @TestFactory
    Stream<DynamicTest> everyWatchlistFollowsFromItsTable() throws IOException {
        assumeTrue(Files.isDirectory(ANALYTICS), "no reference material");
        var tables = new ArrayList<JsonNode>();
        var lists = new ArrayList<Path>();
        try (var files = Files.walk(ANALYTICS)) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".json")).toList()) {
                var document = JSON.readTree(file.toFile());
                if (document.has("strike_tier") && file.getFileName().toString().contains("watchlist")) {
                    lists.add(file);
                } else if (document.has("strike_tier")) {
                    tables.add(document);
                }
            }
        }
        assertThat(lists).isNotEmpty();
        return lists.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> check(JSON.readTree(file.toFile()), tables)));
    }

    private static void check(JsonNode list, List<JsonNode> tables) {
        var table = tables.stream()
                .filter(each -> Stream.of("event_ticker", "current_price", "ttc")
                        .allMatch(field -> each.get(field).equals(list.get(field))))
                .findFirst()
                .orElseThrow();
        var sheet = Sheets.sheet(
                Sheets.NOW, list.get("ttc").intValue(), null, rows(table).toArray(StrikeRow[]::new));
        assertThat(Watchlist.of(sheet, LEGACY).strikes()).isEqualTo(rows(list));
    }

    private static List<StrikeRow> rows(JsonNode table) {
        var rows = new ArrayList<StrikeRow>();
        for (var row : table.get("strikes")) {
            try {
                rows.add(JSON.treeToValue(row, StrikeRow.class));
            } catch (JsonProcessingException wrong) {
                throw new IllegalStateException(wrong);
            }
        }
        return rows;
    }
}
