package prescient.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the right to mount a tiny file system; skipped without it. */
class FullDiskTest {

    @TempDir
    private Path dir;

    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", dir.toString()) == 0;
        assumeTrue(mounted, "may not mount");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            assertThat(run("umount", dir.toString())).isZero();
        }
    }

    @Test
    void aListStaysAsItWasWhenTheDiskIsFull() throws IOException {
        // Given
        var path = dir.resolve("paper_trades.json");
        var file = new JsonArrayFile(path);
        file.append(List.of(object(20_000)));
        var before = Files.readString(path);

        // When, Then
        assertFull(() -> file.append(List.of(object(30_000))));
        assertFull(() -> file.replace(sink -> {
            for (int i = 0; i < 200; i++) {
                sink.accept(object(1000));
            }
        }));
        assertFull(() -> file.rewrite(value -> object(60_000), List.of()));
        assertThat(Files.readString(path)).isEqualTo(before);
        assertThat(names()).containsExactly("paper_trades.json");
        file.append(List.of(object(1000)));
        assertThat(file.readAll()).hasSize(2);
    }

    @Test
    void aPartIsNeverPublishedEvenIfTheSourceGoesOn() throws IOException {
        // Given
        var path = dir.resolve("paper_trades.json");
        var file = new JsonArrayFile(path);
        file.append(List.of(object(1000)));
        var before = Files.readString(path);

        // When, Then
        assertThatThrownBy(() -> file.replace(sink -> {
                    try {
                        sink.accept(object(200_000));
                    } catch (UncheckedIOException e) {
                        sink.accept(object(10));
                    }
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the old version is untouched");
        assertThat(Files.readString(path)).isEqualTo(before);
    }

    @Test
    void anObjectStaysAsItWasWhenTheDiskIsFull() throws IOException {
        // Given
        var path = dir.resolve("portfolio.json");
        var file = new JsonObjectFile(path);
        file.replace(object(20_000));
        var before = Files.readString(path);

        // When, Then
        assertFull(() -> file.replace(object(60_000)));
        assertThat(Files.readString(path)).isEqualTo(before);
        assertThat(names()).containsExactly("portfolio.json");
    }

    @Test
    void aJournalTakesBackWhatDidNotFit() {
        // Given
        var journal = new Journal(dir, "claims");
        journal.append(List.of(object(20_000)));

        // When, Then
        assertThatThrownBy(() -> journal.append(List.of(object(10), object(60_000))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left");
        var lines = new ArrayList<ObjectNode>();
        journal.read(lines::add);
        assertThat(lines).hasSize(1);
        journal.append(List.of(object(10)));
        journal.read(lines::add);
        assertThat(lines).hasSize(3);
    }

    @Test
    void stateStaysAsItWasWhenTheDiskIsFull() {
        // Given
        var state = new SideFile(dir, "modes");
        state.write(object(20_000));

        // When, Then
        assertThatThrownBy(() -> state.write(object(60_000)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left");
        assertThat(state.read()).contains(object(20_000));
    }

    private static void assertFull(org.assertj.core.api.ThrowableAssert.ThrowingCallable writing) {
        assertThatThrownBy(writing)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("could not be written, the old version is untouched: No space left");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static ObjectNode object(int length) {
        return JsonNodeFactory.instance.objectNode().put("a", "x".repeat(length));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
