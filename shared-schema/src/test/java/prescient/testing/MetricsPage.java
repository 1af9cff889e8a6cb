package prescient.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code docs/METRICS.md} as data.
 *
 * @param own meters of the suite
 * @param framework names of meters that the framework brings
 */
record MetricsPage(List<Own> own, Set<String> framework) {

    private static final Pattern NAME = Pattern.compile("`([a-z0-9_]+)`");

    /**
     * One of the suite's meters.
     *
     * @param services names without {@code -service}, or {@code all}, or {@code with features}
     * @param fromStart false when it comes with its first use
     */
    record Own(String name, String type, List<String> services, boolean fromStart) {}

    static MetricsPage read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var own = rows(text, "## Of the suite").map(MetricsPage::own).toList();
        var framework = new TreeSet<String>();
        rows(text, "## Of the framework")
                .forEach(row -> NAME.matcher(row).results().forEach(found -> framework.add(found.group(1))));
        return new MetricsPage(own, framework);
    }

    private static java.util.stream.Stream<String> rows(String text, String heading) {
        var from = text.indexOf(heading);
        var to = text.indexOf("\n## ", from);
        return text.substring(from, to < 0 ? text.length() : to).lines().filter(line -> line.startsWith("| `"));
    }

    private static Own own(String row) {
        var cells = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
        return new Own(
                cells.get(1).replace("`", ""),
                cells.get(2),
                Arrays.asList(cells.get(5).split(", ", -1)),
                cells.get(6).equals("start"));
    }
}
