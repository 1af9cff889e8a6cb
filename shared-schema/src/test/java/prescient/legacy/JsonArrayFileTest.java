package prescient.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonArrayFileTest {

    @TempDir
    private Path dir;

    private Path path;
    private JsonArrayFile file;

    @BeforeEach
    void start() {
        path = dir.resolve("data/trades/paper_trades.json");
        file = new JsonArrayFile(path);
    }

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
    void aWriteOfSomebodyElseIsNoticedUntilItIsRead() throws IOException {
        // Given
        file.append(List.of(object("{\"a\": 1}")));
        put("[{\"foreign\": 1}]");

        // When, Then
        assertThatThrownBy(() -> file.append(List.of(object("{\"b\": 1}"))))
                .isInstanceOf(ForeignWriter.class)
                .hasMessageContaining("changed by somebody else");
        assertThatThrownBy(() -> file.replace(sink -> {})).isInstanceOf(ForeignWriter.class);
        assertThatThrownBy(() -> file.rewrite(value -> value, List.of())).isInstanceOf(ForeignWriter.class);
        assertThat(Files.readString(path)).isEqualTo("[{\"foreign\": 1}]");
        file.readAll();
        file.append(List.of(object("{\"b\": 1}")));
        assertThat(file.readAll()).extracting(PythonJson::text).hasSize(2);
    }

    @Test
    void aFileThatAppearsOrVanishesIsForeignToo() throws IOException {
        // Given
        file.readAll();
        put("[]");

        // When, Then
        assertThatThrownBy(() -> file.append(List.of(object("{}")))).isInstanceOf(ForeignWriter.class);
        file.readAll();
        Files.delete(path);
        assertThatThrownBy(() -> file.append(List.of(object("{}")))).isInstanceOf(ForeignWriter.class);
    }

    @Test
    void aWriteOfSomebodyElseDuringOursIsNoticed() throws IOException {
        // Given
        file.append(List.of(object("{\"a\": 1}")));

        // When, Then
        assertThatThrownBy(() -> file.replace(sink -> {
                    sink.accept(object("{\"b\": 1}"));
                    put("[{\"foreign\": 1}]");
                }))
                .isInstanceOf(ForeignWriter.class)
                .hasMessageContaining("while it was being replaced");
        assertThat(Files.readString(path)).isEqualTo("[{\"foreign\": 1}]");
        assertThat(names()).containsExactly("paper_trades.json");
    }

    @Test
    void aWriteOfSomebodyElseDuringReadingIsNoticed() throws IOException {
        // Given
        put("[{\"a\": 1}]");

        // When, Then
        assertThatThrownBy(() -> file.read(value -> put("[{\"foreign\": 1}]")))
                .isInstanceOf(ForeignWriter.class)
                .hasMessageContaining("while it was being read");
    }

    @Test
    void aFailingSourceLeavesTheOldFile() throws IOException {
        // Given
        file.append(List.of(object("{\"a\": 1}")));
        var before = Files.readString(path);

        // When, Then
        assertThatThrownBy(() -> file.replace(sink -> {
                    sink.accept(object("{\"b\": 1}"));
                    throw new IllegalStateException("no more");
                }))
                .hasMessage("no more");
        assertThat(Files.readString(path)).isEqualTo(before);
        assertThat(names()).containsExactly("paper_trades.json");
    }

    @Test
    void whatACrashLeftIsIgnoredAndRemoved() throws IOException {
        // Given
        put("[{\"a\": 1}]");
        Files.writeString(path.resolveSibling(".paper_trades.json.1f3a.tmp"), "[{\"torn");
        Files.writeString(path.resolveSibling(".portfolio.json.1f3a.tmp"), "{\"other");

        // When
        var before = file.readAll();
        file.append(List.of(object("{\"b\": 1}")));

        // Then
        assertThat(before).hasSize(1);
        assertThat(names()).containsExactlyInAnyOrder("paper_trades.json", ".portfolio.json.1f3a.tmp");
    }

    @Test
    void anotherObjectsDraftInWorkIsNotRemoved() throws IOException {
        // Given
        var other = new JsonArrayFile(path);

        // When, Then
        assertThatThrownBy(() -> file.replace(sink -> {
                    sink.accept(object("{\"a\": 1}"));
                    other.replace(mine -> mine.accept(object("{\"b\": 1}")));
                }))
                .isInstanceOf(ForeignWriter.class);
        assertThat(Files.readString(path)).contains("\"b\"");
        assertThat(names()).containsExactly("paper_trades.json");
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
    void readersSeeTheOldOrTheNewVersion() throws InterruptedException {
        // Given
        file.append(List.of(object("{\"a\": 1}")));
        var stop = new AtomicBoolean();
        var torn = new ArrayList<Throwable>();
        var reader = Thread.ofVirtual().start(() -> {
            int least = 1;
            try {
                while (!stop.get()) {
                    var read = file.readAll();
                    assertThat(read).hasSizeGreaterThanOrEqualTo(least);
                    least = read.size();
                }
            } catch (RuntimeException | AssertionError e) {
                torn.add(e);
            }
        });

        // When
        for (int i = 0; i < 100; i++) {
            file.append(List.of(object("{\"a\": 1}")));
        }
        stop.set(true);
        reader.join();

        // Then
        assertThat(torn).isEmpty();
        assertThat(file.readAll()).hasSize(101);
    }

    @Test
    void readersDoNotWaitForALongWrite() {
        // Given
        file.append(List.of(object("{\"a\": 1}")));
        var read = new ArrayList<ObjectNode>();

        // When
        file.replace(sink -> {
            sink.accept(object("{\"b\": 1}"));
            read.addAll(CompletableFuture.supplyAsync(file::readAll)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join());
        });

        // Then
        assertThat(read).containsExactly(object("{\"a\": 1}"));
        assertThat(file.readAll()).containsExactly(object("{\"b\": 1}"));
    }

    @Test
    void anInterruptedWriteLeavesTheOldFile() throws IOException {
        // Given
        file.append(List.of(object("{\"a\": 1}")));
        var before = Files.readString(path);

        // When
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> file.append(List.of(object("{\"b\": 1}"))))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("the old version is untouched");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        // Then
        assertThat(Files.readString(path)).isEqualTo(before);
        assertThat(names()).containsExactly("paper_trades.json");
    }

    @Test
    void writersWaitForEachOther() throws InterruptedException {
        // Given
        var threads = new ArrayList<Thread>();

        // When
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int n = 0; n < 20; n++) {
                    file.append(List.of(object("{\"a\": 1}")));
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        // Then
        assertThat(file.readAll()).hasSize(80);
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

    private List<String> names() throws IOException {
        try (var files = Files.list(path.getParent())) {
            return files.map(name -> name.getFileName().toString()).toList();
        }
    }

    private void put(String text) {
        try {
            Files.createDirectories(path.getParent());
            Files.write(path, text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode object(String text) {
        try {
            return PythonJson.mapper().readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
