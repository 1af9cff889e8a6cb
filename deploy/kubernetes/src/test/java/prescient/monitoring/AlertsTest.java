package prescient.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import prescient.monitoring.Monitoring.Rule;
import prescient.monitoring.Monitoring.Story;

/** Every alert can fire, says what to do, and reads only what is measured. */
class AlertsTest {

    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");
    private static final Pattern ALERT = Pattern.compile("`(Prescient[A-Za-z]+)`");
    private static final int PROMTOOL_IS_MISSING = 3;

    @Test
    void everyAlertSaysWhatAndHowBadAndWhatToDo() throws IOException {
        // Given
        var anchors = Monitoring.anchors("docs/RUNBOOK.md");

        // When
        var rules = Monitoring.rules().all();

        // Then
        assertThat(rules).extracting(Rule::alert).doesNotHaveDuplicates().hasSizeGreaterThan(30);
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.labels()).containsOnlyKeys("severity");
            assertThat(SEVERITIES).contains(rule.labels().get("severity"));
            assertThat(rule.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
            assertThat(rule.annotations().values()).noneMatch(String::isBlank);
            var link = rule.annotations().get("runbook_url").split("#", -1);
            assertThat(link[0]).as(rule.alert()).isEqualTo("docs/RUNBOOK.md");
            assertThat(anchors).as(rule.alert()).contains(link[1]);
        });
    }

    @Test
    void everyAlertReadsMetersThatAreListed() throws IOException {
        for (var rule : Monitoring.rules().all()) {
            // When
            var meters = Monitoring.meters(rule.expr());

            // Then
            assertThat(meters).as(rule.alert()).isNotEmpty();
            for (var meter : meters) {
                assertThat(Monitoring.isDocumented(meter))
                        .as("%s of %s in docs/METRICS.md", meter, rule.alert())
                        .isTrue();
            }
        }
    }

    @Test
    void everyAlertHasAStoryInWhichItIsQuietFiresAndResolves() throws IOException {
        // Given
        var alerts = Monitoring.rules().all().stream().map(Rule::alert).toList();

        // When
        var stories = Monitoring.stories().tests();

        // Then
        assertThat(stories).extracting(Story::name).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(stories).allSatisfy(story -> {
            assertThat(story.moments())
                    .hasSize(3)
                    .allMatch(moment -> moment.alertname().equals(story.name()));
            assertThat(story.moments()).extracting(Monitoring.Moment::fires).containsExactly(false, true, false);
            assertThat(minutes(story)).isSorted();
        });
    }

    @Test
    void theOperatorGetsTheSameRules() throws IOException {
        // Given
        JsonNode rules = Monitoring.YAML.readTree(Monitoring.text("rules.yaml"));

        // When
        JsonNode manifest = Monitoring.YAML.readTree(
                Files.readString(Monitoring.ROOT.resolve("deploy/kubernetes/overlays/production/rules.yaml")));

        // Then
        assertThat(manifest.path("spec")).isEqualTo(rules);
    }

    @Test
    void theTableOfThePlansNamesEveryAlertAndNoOther() throws IOException {
        // Given
        var alerts = Monitoring.rules().all().stream().map(Rule::alert).collect(Collectors.toSet());

        // When
        var named = new TreeSet<String>();
        Monitoring.text("README.md")
                .lines()
                .filter(line -> line.startsWith("| S"))
                .forEach(line -> ALERT.matcher(line).results().forEach(found -> named.add(found.group(1))));

        // Then
        assertThat(named).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void promtoolTellsEveryStoryToItsEnd() throws Exception {
        // Given
        var check = new ProcessBuilder(Monitoring.FOLDER.resolve("check").toString()).redirectErrorStream(true);

        // When
        var process = check.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        // Then
        assumeTrue(process.exitValue() != PROMTOOL_IS_MISSING, output);
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output)
                .contains(Monitoring.rules().all().size() + " rules found")
                .contains("SUCCESS");
    }

    private static List<Integer> minutes(Story story) {
        return story.moments().stream()
                .map(moment -> Integer.parseInt(moment.evalTime().replace("m", "")))
                .toList();
    }
}
