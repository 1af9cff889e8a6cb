package prescient.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

    private static final int ROUNDS = 4;
    private static final int LINES_A_ROUND = 40;

    @TempDir
    private Path dir;

    @Test
    void whatWasAcknowledgedSurvivesAKillAtAnyMoment() throws IOException {
        // Given
        var path = dir.resolve("list.json");
        int acknowledged = 0;
        for (int round = 0; round < ROUNDS; round++) {

            // When
            try (var child = ChildJvm.start(64, Writer.class, dir.toString())) {
                for (int line = 0; line < LINES_A_ROUND + round; line++) {
                    acknowledged = Integer.parseInt(child.line());
                }
                child.kill();
            }

            // Then
            var list = numbers(new JsonArrayFile(path).readAll());
            var journal = new ArrayList<ObjectNode>();
            new Journal(dir, "journal").read(journal::add);
            assertThat(list).isEqualTo(IntStream.range(0, list.size()).boxed().toList());
            assertThat(numbers(journal)).isEqualTo(list.subList(0, journal.size()));
            assertThat(journal).hasSizeGreaterThan(acknowledged);
            assertThat(list.size()).isBetween(journal.size(), journal.size() + 1);
        }
        new JsonArrayFile(path).append(List.of(JsonNodeFactory.instance.objectNode()));
        try (var files = Files.list(dir)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("list.json", ".prescient");
        }
    }

    private static List<Integer> numbers(List<ObjectNode> objects) {
        return objects.stream().map(object -> object.path("n").asInt()).toList();
    }

    /** Runs in a process of its own: adds to the list, then to the journal, then says so, until it is killed. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            var dir = Path.of(args[0]);
            var list = new JsonArrayFile(dir.resolve("list.json"));
            var journal = new Journal(dir, "journal");
            var listed = list.readAll();
            var noted = new ArrayList<ObjectNode>();
            journal.read(noted::add);
            journal.append(listed.subList(noted.size(), listed.size()));
            for (int n = listed.size(); ; n++) {
                var object = JsonNodeFactory.instance.objectNode().put("n", n).put("text", "x".repeat(n % 500));
                list.append(List.of(object));
                journal.append(List.of(object));
                System.out.println(n);
            }
        }
    }
}
