package prescient.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the plans ask to be watched is what the table says they ask. */
class PlanAlertsGoldenTest {

    private static final Path PLANS =
            Path.of(System.getProperty("prescient.shared", "../../../shared")).resolve("plans");
    private static final Map<String, String> FILES =
            Map.of("S1", "S1-prescient-master-migration.md", "S4", "S4-recio-sqlite-roadmap.md");

    /** Headings of S4 under which everything listed is something to watch. */
    private static final List<String> LISTS = List.of(
            "- Alert on:",
            "- Rollback if any of the following occur:",
            "### 5.3 Monitoring and Alerting",
            "### 6.2 Performance Benchmarks");

    private record Asked(String plan, String what) {}

    @BeforeEach
    void onlyWhereThePlansAre() {
        assumeTrue(FILES.values().stream().allMatch(file -> Files.exists(PLANS.resolve(file))));
    }

    @Test
    void everyLineOfTheTableIsInItsPlan() throws IOException {
        for (var asked : table()) {
            assertThat(Files.readString(PLANS.resolve(FILES.get(asked.plan()))).replace("**", ""))
                    .as(asked.plan())
                    .contains(asked.what());
        }
    }

    @Test
    void everyAlertAndEveryReasonToGoBackOfThePlansIsInTheTable() throws IOException {
        // Given
        var table = table().stream().map(Asked::what).toList();

        // When
        var lines = Files.readAllLines(PLANS.resolve(FILES.get("S4")));
        var wanted = new ArrayList<String>();
        for (var heading : LISTS) {
            wanted.addAll(listed(lines, heading));
        }
        Files.readAllLines(PLANS.resolve(FILES.get("S1"))).stream()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).contains("alert"))
                .map(line -> line.strip().replaceFirst("^- ", ""))
                .forEach(wanted::add);

        // Then
        assertThat(wanted).hasSizeGreaterThanOrEqualTo(3 + 4 + 5 + 4 + 1);
        assertThat(table).containsAll(wanted);
    }

    /** The items below a line, down to the first line that is none. */
    private static List<String> listed(List<String> lines, String heading) {
        var start = lines.indexOf(heading);
        assertThat(start).as(heading).isNotNegative();
        return lines.subList(start + 1, lines.size()).stream()
                .takeWhile(line -> line.strip().startsWith("- "))
                .map(line -> line.strip().replaceFirst("^- \\**", "").replace("**", ""))
                .toList();
    }

    private static List<Asked> table() throws IOException {
        return Monitoring.text("README.md")
                .lines()
                .filter(line -> line.startsWith("| S"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Asked(cells[1].strip(), cells[2].strip()))
                .toList();
    }
}
