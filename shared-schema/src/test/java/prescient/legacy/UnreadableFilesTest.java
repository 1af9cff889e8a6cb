package prescient.legacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.cutover.UnreadableFile;

class UnreadableFilesTest {

    private static final ObjectNode MORE = JsonNodeFactory.instance.objectNode().put("more", 1);

    @TempDir
    private Path dir;

    private Path path;

    @BeforeEach
    void start() {
        path = dir.resolve("file.json");
    }

    @Test
    void aListCutOffAnywhereIsRefusedAndKept() throws IOException {
        // Given
        var whole = "[\n  {\n    \"a\": \"é\\n\",\n    \"b\": [\n      1.5,\n      null\n    ]\n  },\n  {}\n]"
                .getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            var torn = Arrays.copyOf(whole, length);
            Files.write(path, torn);
            var file = new JsonArrayFile(path);

            // When, Then
            assertThatThrownBy(() -> new JsonArrayFile(path).append(List.of(MORE)))
                    .as("%d bytes", length)
                    .isInstanceOf(UnreadableFile.class);
            assertThatThrownBy(file::readAll)
                    .as("%d bytes", length)
                    .isInstanceOf(UnreadableFile.class)
                    // A word cut in two is reported where it begins.
                    .hasMessageMatching("file.json at byte (%d|%d|%d|%d): .+"
                            .formatted(length - 3, length - 2, length - 1, length));
            assertThatThrownBy(() -> file.replace(sink -> {}))
                    .as("%d bytes", length)
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageContaining("kept");
            assertThat(path).hasBinaryContent(torn);
        }
    }

    @Test
    void anObjectCutOffAnywhereIsRefusedAndKept() throws IOException {
        // Given
        var whole =
                "{\n  \"balance\": -0.5,\n  \"positions\": [\n    {\n      \"a\": true\n    }\n  ]\n}".getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            var torn = Arrays.copyOf(whole, length);
            Files.write(path, torn);
            var file = new JsonObjectFile(path);

            // When, Then
            assertThatThrownBy(file::read).as("%d bytes", length).isInstanceOf(UnreadableFile.class);
            assertThatThrownBy(() -> file.replace(MORE)).as("%d bytes", length).isInstanceOf(UnreadableFile.class);
            assertThat(path).hasBinaryContent(torn);
        }
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoListOfObjectsIsRefusedWithItsPlace(String text, int offset, String reason) throws IOException {
        // Given
        Files.write(path, text.getBytes(ISO_8859_1));

        // When, Then
        assertThatThrownBy(() -> new JsonArrayFile(path).readAll())
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("at byte " + offset + ":")
                .hasMessageContaining(reason);
        assertThat(path).hasBinaryContent(text.getBytes(ISO_8859_1));
    }

    static Stream<Arguments> whatIsNoListOfObjectsIsRefusedWithItsPlace() {
        return Stream.of(
                Arguments.of("", 0, "is empty"),
                Arguments.of(" \n ", 3, "nothing but spaces"),
                Arguments.of("{}", 0, "not a JSON array"),
                Arguments.of("null", 0, "not a JSON array"),
                Arguments.of("[{}, 5]", 5, "not an object"),
                Arguments.of("[{}, []]", 5, "not an object"),
                Arguments.of("[{}] []", 5, "after its end"),
                Arguments.of("[{}]}", 4, ""),
                Arguments.of("[{}]\0", 5, "Illegal character"),
                Arguments.of("[{} {}]", 4, ""),
                Arguments.of("[{\"a\": 1,}]", 9, ""),
                Arguments.of("[{\"a\": 1, \"a\": 2}]", 10, "'a' is there twice"),
                Arguments.of("[{\"a\": {\"b\": 1, \"b\": 2}}]", 16, "'b' is there twice"),
                Arguments.of("[{\"a\": \"x\ny\"}]", 9, ""),
                Arguments.of("[{\"a\": \"\u00ff\"}]", 9, "UTF-8"),
                Arguments.of("\u00ef\u00bb\u00bf[]", 0, "byte order mark"),
                Arguments.of("\0\0\0\0\0\0", 0, "not UTF-8"),
                Arguments.of("[\0{\0}\0]\0", 1, "not UTF-8"),
                Arguments.of("\u00ff\u00fe[\0]\0", 0, "not UTF-8"));
    }

    @Test
    void nestingAndTextHaveLimits() throws IOException {
        // Given
        var deepest = "[{\"a\":" + "[".repeat(198) + "]".repeat(198) + "}]";
        var deeper = "[{\"a\":" + "[".repeat(199) + "]".repeat(199) + "}]";
        var longest = "[{\"a\":\"" + "x".repeat(19_999_000) + "\"}]";
        var longer = "[{\"a\":\"" + "x".repeat(20_200_000) + "\"}]";

        // When, Then
        assertThat(read(deepest)).hasSize(1);
        assertThatThrownBy(() -> read(deeper))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("200");
        assertThat(read(longest)).hasSize(1);
        assertThatThrownBy(() -> read(longer))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("20000000");
    }

    @Test
    void aFolderInPlaceOfAFileIsAnError() throws IOException {
        // Given
        Files.createDirectories(path);

        // When, Then
        assertThatThrownBy(() -> new JsonArrayFile(path).readAll()).hasMessageContaining("is not a file");
        assertThatThrownBy(() -> new JsonArrayFile(path).append(List.of(MORE))).hasMessageContaining("is not a file");
    }

    private List<ObjectNode> read(String text) throws IOException {
        Files.writeString(path, text);
        return new JsonArrayFile(path).readAll();
    }
}
