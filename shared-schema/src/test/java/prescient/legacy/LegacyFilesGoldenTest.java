package prescient.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every real legacy file of the reference material is written again as it was. */
class LegacyFilesGoldenTest {

    private static final Pattern LISTS = Pattern.compile(
            "(raw_events_backup|filtered_events|filtered_markets|current_signals|paper_trades|portfolio_history"
                    + "|signals_archive_\\d{4}-\\d{2})\\.json");
    private static final Pattern OBJECTS = Pattern.compile("portfolio(_after.*)?\\.json");

    @TempDir
    private Path dir;

    @Test
    void thereAreFilesOfEveryKind() throws IOException {
        // Given
        assumeTrue(Files.exists(folder()), "no reference material");

        // When
        var files = Stream.concat(lists(), objects()).toList();

        // Then
        assertThat(files).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("lists")
    void aListIsWrittenAgainAsItWas(Path original) throws IOException {
        // Given
        var copy = dir.resolve("copy.json");
        var grown = dir.resolve("grown.json");
        var oddities = new ArrayList<Oddity>();

        // When
        var elements = new JsonArrayFile(original).readAll();
        new JsonArrayFile(copy).replace(elements::forEach);
        elements.forEach(element -> new JsonArrayFile(grown).append(List.of(element)));
        oddities.addAll(new JsonArrayFile(original).inspect(e -> oddities.addAll(e.oddities()), bytes -> {}));

        // Then
        assertThat(copy).hasSameBinaryContentAs(original);
        assertThat(grown).hasSameBinaryContentAs(original);
        assertThat(oddities).isEmpty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("objects")
    void anObjectIsWrittenAgainAsItWas(Path original) {
        // Given
        var copy = dir.resolve("copy.json");

        // When
        var element = new JsonObjectFile(original).inspect().orElseThrow();
        new JsonObjectFile(copy).replace(element.value());

        // Then
        assertThat(copy).hasSameBinaryContentAs(original);
        assertThat(element.isExact()).isTrue();
    }

    static Stream<Path> lists() throws IOException {
        return files(LISTS);
    }

    static Stream<Path> objects() throws IOException {
        return files(OBJECTS);
    }

    private static Stream<Path> files(Pattern names) throws IOException {
        if (!Files.exists(folder())) {
            return Stream.of();
        }
        try (var files = Files.walk(folder())) {
            return files
                    .filter(file -> names.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("prescient.shared", "absent"), "data", "prescient");
    }
}
