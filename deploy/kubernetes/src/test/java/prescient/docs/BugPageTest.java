package prescient.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about bugs that cannot return, compared with the tests of all modules. */
class BugPageTest {

    private static final Path ROOT = Path.of(System.getProperty("prescient.root", "../.."));
    private static final int BUGS = 60;
    private static final String REASON = "does not apply: ";

    private static final Pattern ROW = Pattern.compile("\\| B-(?<bug>\\d\\d) \\| (?<what>.*?) ?\\| (?<tests>.*) \\|");
    private static final Pattern NAMED = Pattern.compile("`(\\w+\\.b\\d\\d\\w+)`");

    /** A method with a test's annotation, and whatever stands between the two but another method. */
    private static final Pattern TEST = Pattern.compile(
            "@(?:Parameterized|Repeated)?Test\\b(?:(?!\\bvoid\\b).){0,600}?\\bvoid (b\\d\\d\\w+)\\(", Pattern.DOTALL);

    /** A test may be of the bugs from one number to another, or of two. */
    private static final Pattern NUMBERS = Pattern.compile("b(\\d\\d)(?:ToB(\\d\\d)|b(\\d\\d))?.*");

    private static final Pattern TABLE = Pattern.compile("\\b(CREATE|ALTER|DROP)\\s+TABLE\\b");

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> sources(String folder) throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && file.toString().contains("/src/" + folder + "/java/")
                            && !file.toString().contains("/target/"))
                    .toList();
        }
    }

    /** As they are named on the page: with their class. */
    private static Set<String> tests() throws IOException {
        var tests = new TreeSet<String>();
        for (var file : sources("test")) {
            var type = file.getFileName().toString().replace(".java", "");
            TEST.matcher(text(file)).results().forEach(test -> tests.add(type + "." + test.group(1)));
        }
        return tests;
    }

    /** The cell with the tests, by the number of the bug. */
    private static Map<Integer, String> page() {
        var rows = new HashMap<Integer, String>();
        for (var line : text(ROOT.resolve("docs/recio-bugs.md")).lines().toList()) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                var bug = Integer.parseInt(row.group("bug"));
                assertThat(rows.put(bug, row.group("tests")))
                        .as("B-%02d is there twice", bug)
                        .isNull();
                assertThat(row.group("what").isBlank())
                        .as("B-%02d says what it was", bug)
                        .isEqualTo(row.group("tests").startsWith(REASON));
            }
        }
        return rows;
    }

    private static List<String> named(String cell) {
        return NAMED.matcher(cell).results().map(test -> test.group(1)).toList();
    }

    private static boolean isOf(String test, int bug) {
        var numbers = NUMBERS.matcher(test.substring(test.indexOf('.') + 1));
        if (!numbers.matches()) {
            return false;
        }
        int first = Integer.parseInt(numbers.group(1));
        if (numbers.group(2) != null) {
            return bug >= first && bug <= Integer.parseInt(numbers.group(2));
        }
        return bug == first || (numbers.group(3) != null && bug == Integer.parseInt(numbers.group(3)));
    }

    @Test
    void everyBugHasATestThatIsNamedAfterItOrAReason() throws IOException {
        // Given
        var page = page();
        var tests = tests();
        var wrong = new ArrayList<String>();

        // When
        page.forEach((bug, cell) -> {
            var named = named(cell);
            if (named.isEmpty() == !cell.startsWith(REASON)) {
                wrong.add("B-%02d has neither a test nor a reason: %s".formatted(bug, cell));
            }
            named.stream()
                    .filter(test -> !tests.contains(test) || !isOf(test, bug))
                    .forEach(test -> wrong.add("B-%02d has no test %s".formatted(bug, test)));
        });

        // Then
        assertThat(page.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, BUGS).boxed().toList());
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyTestOfABugIsOnThePage() throws IOException {
        // Given
        var onPage = new TreeSet<String>();
        page().values().forEach(cell -> onPage.addAll(named(cell)));

        // When
        var tests = tests();

        // Then
        assertThat(tests).hasSizeGreaterThan(BUGS);
        assertThat(onPage).containsAll(tests);
    }

    @Test
    void b42TablesAreMadeByMigrationsAlone() throws IOException {
        // Given
        var services = Stream.of("market-ingest", "signal", "trade", "portfolio", "forecast")
                .map(name -> name + "-service/")
                .toList();

        // When
        var making = sources("main").stream()
                .filter(file -> {
                    var path = ROOT.relativize(file).toString();
                    return path.startsWith("shared-schema/")
                            || services.stream().anyMatch(path::startsWith);
                })
                .filter(file -> TABLE.matcher(text(file)).find())
                .toList();

        // Then
        assertThat(making).as("classes that change the shape of tables").isEmpty();
    }
}
