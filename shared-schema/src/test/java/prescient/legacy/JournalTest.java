package prescient.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.UnreadableFile;

class JournalTest {

    @TempDir
    private Path dir;

    private Path path;
    private Journal journal;

    @BeforeEach
    void start() {
        path = dir.resolve(".prescient/claims.jsonl");
        journal = new Journal(dir, "claims");
    }

    @Test
    void linesAreReadInTheOrderInWhichTheyWereAdded() {
        // Given
        var first = line(1).put("text", "two\nlines").set("zero", DoubleNode.valueOf(-0.0));

        // When
        journal.append(List.of((ObjectNode) first, line(2)));
        journal.append(List.of());
        journal.append(List.of(line(3)));

        // Then
        assertThat(lines(journal)).containsExactly((ObjectNode) first, line(2), line(3));
        assertThat(lines(new Journal(dir, "claims.jsonl"))).hasSize(3);
    }

    @Test
    void anAbsentJournalIsEmpty() {
        // When
        var lines = lines(journal);

        // Then
        assertThat(lines).isEmpty();
    }

    @Test
    void compactingReplacesAllLines() {
        // Given
        journal.append(List.of(line(1), line(2)));

        // When
        journal.compact(List.of(line(2)));
        journal.append(List.of(line(3)));

        // Then
        assertThat(lines(journal)).containsExactly(line(2), line(3));
    }

    @Test
    void compactingToNothingLeavesAnEmptyJournal() {
        // Given
        journal.append(List.of(line(1)));

        // When
        journal.compact(List.of());

        // Then
        assertThat(lines(journal)).isEmpty();
    }

    @Test
    void aTornLastLineIsDroppedAndOverwritten() throws IOException {
        // Given
        journal.append(List.of(line(1), line(2)));
        var whole = Files.readAllBytes(path);
        int firstEnd = whole.length / 2;
        for (int length = firstEnd; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            var next = new Journal(dir, "claims");

            // When
            next.append(List.of(line(3)));

            // Then
            assertThat(lines(next)).as("%d bytes", length).containsExactly(line(1), line(3));
        }
    }

    @Test
    void aBrokenLineInTheMiddleIsRefusedAndKept() throws IOException {
        // Given
        Files.createDirectories(path.getParent());
        var broken = "{\"n\":1}\n{\"n\":\n{\"n\":3}\n".getBytes(UTF_8);
        Files.write(path, broken);

        // When, Then
        assertThatThrownBy(() -> lines(journal))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageMatching("(?s)claims.jsonl at byte 1[0-9]: .*");
        assertThatThrownBy(() -> journal.append(List.of(line(4)))).isInstanceOf(UnreadableFile.class);
        assertThat(path).hasBinaryContent(broken);
    }

    @Test
    void anInterruptedAppendIsTakenBack() {
        // Given
        journal.append(List.of(line(1)));

        // When
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> journal.append(List.of(line(2))))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("could not be appended to");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        var after = lines(journal);
        journal.append(List.of(line(3)));

        // Then
        assertThat(after).containsExactly(line(1));
        assertThat(lines(journal)).containsExactly(line(1), line(3));
    }

    @Test
    void whateverIsAddedIsThereAfterARestart() {
        // Given
        long seed = System.nanoTime();
        var trees = new RandomTrees(new Random(seed));
        var expected = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            var more = trees.objects(5);

            // When
            journal.append(more);
            more.forEach(line -> expected.add(PythonJson.text(line)));
            journal = new Journal(dir, "claims");

            // Then
            assertThat(lines(journal).stream().map(PythonJson::text).toList())
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void stateIsReplacedAsAWhole() throws IOException {
        // Given
        var state = new SideFile(dir, "modes");

        // When
        var before = state.read();
        state.write(line(1));
        state.write(line(2));

        // Then
        assertThat(before).isEmpty();
        assertThat(new SideFile(dir, "modes.json").read()).contains(line(2));
        try (var files = Files.list(dir.resolve(".prescient"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("modes.json");
        }
    }

    @Test
    void tornStateIsRefused() throws IOException {
        // Given
        Files.createDirectories(path.getParent());
        Files.writeString(dir.resolve(".prescient/modes.json"), "{\"n\"");

        // When, Then
        assertThatThrownBy(() -> new SideFile(dir, "modes").read()).isInstanceOf(UnreadableFile.class);
    }

    private static ObjectNode line(int number) {
        return JsonNodeFactory.instance.objectNode().put("n", number);
    }

    private static List<ObjectNode> lines(Journal journal) {
        var lines = new ArrayList<ObjectNode>();
        journal.read(lines::add);
        return lines;
    }
}
