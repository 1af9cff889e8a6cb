package prescient.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonArrayFileTest extends JsonArrayFiles {

    @Test
    void anAbsentFileHasNoElements() {
        // When
        var elements = file.readAll();

        // Then
        assertThat(elements).isEmpty();
        assertThat(file.exists()).isFalse();
        assertThat(file.bytes()).isZero();
        assertThat(file.sha256()).startsWith("e3b0c442");
    }

    @Test
    void elementsAreAddedAtTheEnd() throws IOException {
        // When
        file.append(List.of());
        file.append(List.of(object("{\"a\": 1}")));
        file.append(List.of(object("{\"b\": 2.50}"), object("{}")));

        // Then
        assertThat(Files.readString(path)).isEqualTo("[\n  {\n    \"a\": 1\n  },\n  {\n    \"b\": 2.5\n  },\n  {}\n]");
        assertThat(file.bytes()).isEqualTo(Files.size(path));
    }

    @Test
    void replacingWithNothingLeavesAnEmptyListThatCanGrow() throws IOException {
        // Given
        file.append(List.of(object("{\"a\": 1}")));

        // When
        file.replace(sink -> {});
        var empty = Files.readString(path);
        file.append(List.of(object("{\"b\": 1}")));

        // Then
        assertThat(empty).isEqualTo("[]");
        assertThat(Files.readString(path)).isEqualTo("[\n  {\n    \"b\": 1\n  }\n]");
    }

    @Test
    void bytesOfElementsThatStayAreNotTouched() throws IOException {
        // Given
        put("[\r\n {\"a\":1.50 , \"b\":\"\\u00e9\"},\r\n\t{\"c\":2}, {\"d\":3e0}\r\n]\r\n");

        // When
        file.rewrite(value -> value.has("c") ? object("{\"c\": 9}") : value, List.of(object("{\"e\": 4}")));

        // Then
        assertThat(Files.readString(path))
                .isEqualTo("[\r\n {\"a\":1.50 , \"b\":\"\\u00e9\"},\r\n\t{\n    \"c\": 9\n  }, {\"d\":3e0},"
                        + "\n  {\n    \"e\": 4\n  }\r\n]\r\n");
    }

    @Test
    void nothingIsWrittenWhenNothingChanges() throws IOException {
        // Given
        put("[{\"a\":1}]");
        var before = Files.getLastModifiedTime(path);

        // When
        file.rewrite(value -> value, List.of());

        // Then
        assertThat(Files.getLastModifiedTime(path)).isEqualTo(before);
        assertThat(names()).containsExactly("paper_trades.json");
    }

    @Test
    void anyChangesGiveTheSameAsOnAListInMemory() {
        // Given
        long seed = System.nanoTime();
        var random = new Random(seed);
        var trees = new RandomTrees(random);
        var expected = new ArrayList<ObjectNode>();
        for (int round = 0; round < 150; round++) {
            var more = trees.objects(4);

            // When
            switch (random.nextInt(4)) {
                case 0 -> {
                    file.replace(more::forEach);
                    expected.clear();
                }
                case 1 -> {
                    var changed = random.nextInt(3);
                    var seen = new int[1];
                    var other = object("{\"changed\": true}");
                    file.rewrite(value -> seen[0]++ % 3 == changed ? other : value, more);
                    for (int i = changed; i < expected.size(); i += 3) {
                        expected.set(i, other);
                    }
                }
                case 2 -> {
                    // A second object has to find the end of the list by itself.
                    file.readAll();
                    file = new JsonArrayFile(path);
                    file.append(more);
                }
                default -> file.append(more);
            }
            expected.addAll(more);

            // Then
            var texts = file.readAll().stream().map(PythonJson::text).toList();
            assertThat(texts)
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected.stream().map(PythonJson::text).toList());
            file.inspect(
                    element -> assertThat(element.isExact()).as("seed %d", seed).isTrue(), bytes -> {});
        }
    }

    @Test
    void permissionsStayAndALinkStaysALink() throws IOException {
        // Given
        put("[]");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
        var link = Files.createSymbolicLink(dir.resolve("link.json"), path);

        // When
        new JsonArrayFile(link).append(List.of(object("{\"a\": 1}")));

        // Then
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file.readAll()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw----");
    }

    @Test
    void tellsHowFarReadingIs() throws IOException {
        // Given
        file.replace(sink -> {
            for (int i = 0; i < 20_000; i++) {
                sink.accept(object("{\"number\": " + i + "}"));
            }
        });
        var steps = new ArrayList<Long>();

        // When
        file.read(value -> {}, steps::add);

        // Then
        assertThat(steps).isSorted().hasSizeGreaterThan(10);
        assertThat(steps.getLast()).isEqualTo(file.bytes());
        assertThat(file.sha256()).hasSize(64);
    }
}
