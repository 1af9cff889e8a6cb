package prescient.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every old database of the reference material, found by walking, goes in and is proved to be there. */
class ManifestGoldenTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SHARED =
            Path.of(System.getProperty("prescient.shared", "../../../shared")).resolve("data/recio");
    private static final Path DATABASES = SHARED.resolve("sqlite");

    private static ImportRig rig;
    private static ObjectNode first;
    private static ObjectNode second;
    private static Map<Path, Long> before;
    private static Map<Path, Long> after;

    @BeforeAll
    static void importTwice() throws IOException {
        assumeTrue(Files.isDirectory(DATABASES), "no reference material");
        rig = ImportRig.on("sqlite_golden");
        before = files();
        first = rig.run(DATABASES);
        second = rig.run(DATABASES);
        after = files();
    }

    private static Map<Path, Long> files() throws IOException {
        try (var walk = Files.walk(DATABASES)) {
            var files = new TreeMap<Path, Long>();
            for (var path : walk.filter(Files::isRegularFile).toList()) {
                files.put(path, Files.getLastModifiedTime(path).toMillis());
            }
            return files;
        }
    }

    @Test
    void everyDatabaseIsTakenInAndFoundEqual() {
        // Given the first import

        // When
        var unclean = list(first, "files").stream()
                .filter(file -> !file.path("clean").asBoolean())
                .map(JsonNode::toPrettyString)
                .toList();

        // Then
        assertThat(unclean).isEmpty();
        assertThat(first.path("clean").asBoolean()).isTrue();
        assertThat(list(first, "files"))
                .hasSameSizeAs(before.keySet().stream()
                        .filter(path -> path.toString().endsWith(".db"))
                        .toList());
    }

    @Test
    void theDatabaseHoldsWhatTheManifestSays() throws IOException {
        // Given
        var manifest = (ObjectNode)
                JSON.readTree(SHARED.resolve("expected/sqlite_manifest.json").toFile());

        // When
        var found = JSON.createObjectNode();
        for (var file : list(first, "files")) {
            var tables = found.putObject(file.path("file").asText());
            file.path("tables").properties().forEach(table -> {
                var facts = (ObjectNode)
                        table.getValue().path("verified").path("database").deepCopy();
                facts.set("integrity_check", file.path("integrity_check"));
                tables.set(table.getKey(), facts);
            });
        }

        // Then
        manifest.properties()
                .forEach(file -> file.getValue()
                        .properties()
                        .forEach(table -> assertThat(found.path(file.getKey()).path(table.getKey()))
                                .as("%s %s", file.getKey(), table.getKey())
                                .isEqualTo(sorted(table.getValue()))));
        assertThat(manifest.size()).isPositive();
    }

    /** The same, numbers as Java reads them from a report. */
    private static JsonNode sorted(JsonNode facts) {
        var node = JSON.createObjectNode();
        node.put("rows", facts.path("rows").asLong());
        node.set("columns", facts.path("columns"));
        node.set("sha256_of_tsv", facts.path("sha256_of_tsv"));
        var classes = node.putObject("storage_classes");
        facts.path("storage_classes").properties().forEach(column -> {
            var counts = classes.putObject(column.getKey());
            column.getValue()
                    .properties()
                    .forEach(
                            count -> counts.put(count.getKey(), count.getValue().asLong()));
        });
        node.set("integrity_check", facts.path("integrity_check"));
        return node;
    }

    @Test
    void theSecondImportChangesNothing() {
        // Given the second import

        // When
        var changes = new TreeMap<String, Long>();
        for (var file : list(second, "files")) {
            file.path("tables").properties().forEach(table -> {
                for (var count : List.of("inserted", "changed", "rewritten")) {
                    changes.merge(count, table.getValue().path(count).asLong(), Long::sum);
                }
            });
        }

        // Then
        assertThat(changes).isEqualTo(Map.of("inserted", 0L, "changed", 0L, "rewritten", 0L));
        assertThat(second.path("clean").asBoolean()).isTrue();
    }

    @Test
    void theFilesAreUntouchedAndNoJournalLiesBesideThem() {
        assertThat(after).isEqualTo(before);
    }

    @Test
    void eachOddTradeHasItsFlag() {
        // Given
        var wanted = Map.ofEntries(
                Map.entry("9001", "unfinished-pending"),
                Map.entry("9002", "unfinished-open"),
                Map.entry("9003", "unfinished-closing"),
                Map.entry("9004", "unfinished-rejected"),
                Map.entry("9005", "unfinished-expired"),
                Map.entry("9006", "ticket-missing"),
                Map.entry("9007", "ticket-missing"),
                Map.entry("9008", "ticket-template"),
                Map.entry("9009", "ticket-template"),
                Map.entry("9010", "drawn"),
                Map.entry("9011", "strike-spelling"),
                Map.entry("9012", "side-spelling"),
                Map.entry("9013", "side-spelling"),
                Map.entry("9014", "closed-with-date"),
                Map.entry("9015", "opened-ambiguous"),
                Map.entry("9016", "opened-in-gap"),
                Map.entry("9017", "analysis-missing"),
                Map.entry("9018", "contract-without-hour"),
                Map.entry("9019", "diff-disagrees"),
                Map.entry("9020", "fees-unreadable"),
                Map.entry("9021", "closed-next-day"));

        // When
        var flags = rig.query("trade", """
            SELECT legacy_id, array_to_string(flags, ' ') FROM desk_trades WHERE legacy_id BETWEEN 9001 AND 9021
            """).stream()
                .collect(Collectors.toMap(row -> String.valueOf(row.get(0)), row -> String.valueOf(row.get(1))));

        // Then
        assertThat(flags.keySet()).containsAll(wanted.keySet());
        wanted.forEach((id, flag) -> assertThat(flags.get(id).split(" ")).as(id).contains(flag));
    }

    @Test
    void theMinutesOfTheNightTheClocksWentBackAreReportedAsAmbiguous() throws IOException {
        // Given
        var truth = (Iterable<JsonNode>)
                JSON.readTree(SHARED.resolve("expected/dst_end_truth.json").toFile());
        var wall = StreamSupport.stream(truth.spliterator(), false)
                .map(minute -> minute.path("wall").asText())
                .toList();
        var shownTwice =
                wall.stream()
                        .collect(Collectors.groupingBy(minute -> minute, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(minute -> minute.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new));

        // When
        var flagged = rig.query("market", """
            SELECT legacy_timestamp FROM price_log WHERE 'time-ambiguous' = ANY(flags) ORDER BY 1
            """).stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
        var report = ImportRig.file(first, "btc_price_history_dst_end.db")
                .path("tables")
                .path("price_log");

        // Then
        assertThat(flagged).containsExactlyElementsOf(shownTwice);
        assertThat(report.path("flags").path("time-ambiguous").asLong()).isEqualTo(shownTwice.size());
        assertThat(report.path("rows").asLong()).isEqualTo(wall.size() - shownTwice.size());
    }

    @Test
    void unambiguousMinutesOfThatNightStandForTheirTrueInstants() throws IOException {
        // Given
        var truth = (Iterable<JsonNode>)
                JSON.readTree(SHARED.resolve("expected/dst_end_truth.json").toFile());
        var stored = rig.query("market", """
            SELECT legacy_timestamp, to_char("timestamp", 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), price FROM price_log
            WHERE legacy_timestamp >= '2025-11-02' AND legacy_timestamp < '2025-11-03' AND flags IS NULL
            """).stream()
                .map(row -> row.get(0) + " " + row.get(1))
                .toList();

        // When
        var minutes = StreamSupport.stream(truth.spliterator(), false)
                .map(minute ->
                        minute.path("wall").asText() + " " + minute.path("utc").asText())
                .collect(Collectors.toSet());

        // Then
        assertThat(stored).isNotEmpty();
        assertThat(minutes).containsAll(stored);
    }

    @Test
    void profitAgreesWithTheStoredOneButForTheKnownExceptions() throws IOException {
        // Given
        var ids = StreamSupport.stream(
                        JSON.readTree(SHARED.resolve("expected/trades.rows.json")
                                        .toFile())
                                .path("rows")
                                .spliterator(),
                        false)
                .map(row -> row.path("id").asText())
                .collect(Collectors.joining(","));

        // When
        var compared = rig.query("trade", """
            SELECT legacy_id, pnl, round((exit_price - entry_price) * count - open_fee, 2), status, flags
                FROM desk_trades
            WHERE legacy_id IN (%s) ORDER BY legacy_id
            """.formatted(ids));
        var unlike = compared.stream()
                .filter(row -> row.get(1) == null
                        || new BigDecimal(row.get(1)).compareTo(new BigDecimal(String.valueOf(row.get(2)))) != 0)
                .map(List::getFirst)
                .toList();

        // Then
        assertThat(compared).hasSize(130);
        assertThat(unlike).containsExactly("922", "1158", "1183", "1184", "1185");
        assertThat(compared.stream()
                        .filter(row -> String.valueOf(row.get(4)).contains("pnl-disagrees"))
                        .map(List::getFirst))
                .containsExactly("922", "1183", "1184", "1185");
    }

    @Test
    void activeTradesAreHeldAgainstTheTrades() {
        // Given the first import

        // When
        var check = first.path("active_trades_check");

        // Then
        assertThat(list(check, "duplicates")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(list(check, "stuck_closing")).isNotEmpty();
        assertThat(list(check, "orphans").stream().map(JsonNode::asLong)).contains(167L);
    }

    private static List<JsonNode> list(JsonNode node, String field) {
        var list = new ArrayList<JsonNode>();
        node.path(field).forEach(list::add);
        return list;
    }
}
