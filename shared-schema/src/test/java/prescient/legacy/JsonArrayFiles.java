package prescient.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A list in a file of a folder that a test has to itself. */
abstract class JsonArrayFiles {

    @TempDir
    Path dir;

    Path path;
    JsonArrayFile file;

    @BeforeEach
    void start() {
        path = dir.resolve("data/trades/paper_trades.json");
        file = new JsonArrayFile(path);
    }

    List<String> names() throws IOException {
        try (var files = Files.list(path.getParent())) {
            return files.map(name -> name.getFileName().toString()).toList();
        }
    }

    void put(String text) {
        try {
            Files.createDirectories(path.getParent());
            Files.write(path, text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static ObjectNode object(String text) {
        try {
            return PythonJson.mapper().readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
