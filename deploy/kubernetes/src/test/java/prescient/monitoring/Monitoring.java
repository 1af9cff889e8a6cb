package prescient.monitoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules, their stories, and the pages they refer to, as types that refuse unknown fields. */
final class Monitoring {

    static final Path ROOT = Path.of(System.getProperty("prescient.root", "../.."));
    static final Path FOLDER = ROOT.resolve("deploy/monitoring");

    static final ObjectMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring|group_left)\\s*\\([^)]*\\)");
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b");
    private static final Set<String> KEYWORDS = Set.of("or", "and", "unless", "bool");
    private static final Pattern BACKTICKS = Pattern.compile("`([a-z0-9_]+)`");
    private static final Pattern SERIES = Pattern.compile("_(count|sum|max|bucket)$");

    private Monitoring() {}

    record Rules(List<Group> groups) {
        List<Rule> all() {
            return groups.stream().flatMap(group -> group.rules().stream()).toList();
        }
    }

    record Group(String name, List<Rule> rules) {}

    record Rule(
            String alert,
            String expr,
            @JsonProperty("for") String pending,
            Map<String, String> labels,
            Map<String, String> annotations) {}

    record Stories(
            @JsonProperty("rule_files") List<String> ruleFiles,
            @JsonProperty("evaluation_interval") String evaluationInterval,
            List<Story> tests) {}

    record Story(
            String name,
            String interval,
            @JsonProperty("input_series") List<Series> inputSeries,
            @JsonProperty("alert_rule_test") List<Moment> moments) {}

    record Series(String series, String values) {}

    record Moment(
            @JsonProperty("eval_time") String evalTime,
            String alertname,
            @JsonProperty("exp_alerts") List<Expected> expected) {
        boolean fires() {
            return expected != null && !expected.isEmpty();
        }
    }

    record Expected(
            @JsonProperty("exp_labels") Map<String, String> labels,
            @JsonProperty("exp_annotations") Map<String, String> annotations) {}

    static Rules rules() throws IOException {
        return YAML.readValue(text("rules.yaml"), Rules.class);
    }

    static Stories stories() throws IOException {
        return YAML.readValue(text("rules-test.yaml"), Stories.class);
    }

    static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }

    /** The names of the meters that an expression reads. */
    static Set<String> meters(String expression) {
        var bare = expression;
        for (var noise : List.of(QUOTED, LABELS, RANGE, GROUPING)) {
            bare = noise.matcher(bare).replaceAll(" ");
        }
        return WORD.matcher(bare)
                .results()
                .map(found -> found.group())
                .filter(word -> !KEYWORDS.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** True when {@code docs/METRICS.md} lists the meter, or the timer or summary that the series belongs to. */
    static boolean isDocumented(String meter) throws IOException {
        var known = documented();
        return known.contains(meter) || known.contains(SERIES.matcher(meter).replaceAll(""));
    }

    private static Set<String> documented() throws IOException {
        try (var lines = Files.lines(ROOT.resolve("docs/METRICS.md"))) {
            return lines.filter(line -> line.startsWith("| `"))
                    .flatMap(line -> BACKTICKS.matcher(line.split("\\|", -1)[1]).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        }
    }

    /** The anchors of a page's headings, as its readers' browsers know them. */
    static Set<String> anchors(String page) throws IOException {
        try (Stream<String> lines = Files.lines(ROOT.resolve(page))) {
            return lines.filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceAll("^#+ ", "")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z0-9 _-]", "")
                            .replace(' ', '-'))
                    .collect(Collectors.toSet());
        }
    }
}
