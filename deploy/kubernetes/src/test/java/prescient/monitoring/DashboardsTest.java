package prescient.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards are what Grafana reads, and show only what is measured. */
class DashboardsTest {

    private static final Path FOLDER = Monitoring.FOLDER.resolve("dashboards");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int COLUMNS = 24;

    record Dashboard(
            String uid,
            String title,
            List<String> tags,
            int schemaVersion,
            int version,
            boolean editable,
            int graphTooltip,
            JsonNode time,
            String refresh,
            String timezone,
            JsonNode templating,
            JsonNode annotations,
            JsonNode links,
            List<Panel> panels) {}

    record Panel(
            int id,
            String type,
            String title,
            String description,
            Source datasource,
            @JsonProperty("gridPos") Place place,
            List<Target> targets,
            JsonNode fieldConfig,
            JsonNode options) {}

    record Source(String type, String uid) {}

    record Place(int x, int y, int w, int h) {
        boolean overlaps(Place other) {
            return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
        }
    }

    record Target(String refId, Source datasource, String expr, String legendFormat) {}

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void thereIsOneForEachQuestion() throws IOException {
        // When
        var uids = new HashSet<String>();
        for (var file : files()) {
            uids.add(read(file).uid());
        }

        // Then
        assertThat(uids)
                .isEqualTo(Set.of(
                        "prescient-overview",
                        "prescient-trading",
                        "prescient-cutover",
                        "prescient-ingest",
                        "prescient-jvm"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aDashboardCanBeImportedAnywhere(Path file) throws IOException {
        // When
        var dashboard = read(file);

        // Then
        var variables = dashboard.templating().path("list");
        assertThat(variables).singleElement().satisfies(variable -> {
            assertThat(variable.path("name").asText()).isEqualTo("datasource");
            assertThat(variable.path("query").asText()).isEqualTo("prometheus");
        });
        assertThat(dashboard.schemaVersion()).isGreaterThanOrEqualTo(39);
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.type()).isIn("timeseries", "stat");
            assertThat(panel.title()).isNotBlank();
            assertThat(panel.datasource()).isEqualTo(new Source("prometheus", "${datasource}"));
            assertThat(panel.place().x() + panel.place().w()).isLessThanOrEqualTo(COLUMNS);
            assertThat(panel.targets())
                    .isNotEmpty()
                    .allMatch(target -> target.datasource().equals(panel.datasource()));
            assertThat(panel.targets()).extracting(Target::refId).doesNotHaveDuplicates();
        });
        assertThat(dashboard.panels()).extracting(Panel::id).doesNotHaveDuplicates();
        assertThat(dashboard.panels()).extracting(Panel::title).doesNotHaveDuplicates();
        var places = new ArrayList<Place>();
        for (var panel : dashboard.panels()) {
            assertThat(places).as(panel.title()).noneMatch(panel.place()::overlaps);
            places.add(panel.place());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aPanelShowsMetersThatAreListed(Path file) throws IOException {
        for (var panel : read(file).panels()) {
            for (var target : panel.targets()) {
                // When
                var meters = Monitoring.meters(target.expr());

                // Then
                assertThat(meters).as(panel.title()).isNotEmpty();
                for (var meter : meters) {
                    assertThat(Monitoring.isDocumented(meter))
                            .as("%s of %s in docs/METRICS.md", meter, panel.title())
                            .isTrue();
                }
            }
        }
    }

    private static Dashboard read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Dashboard.class);
    }
}
