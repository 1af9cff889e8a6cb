package prescient.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OddityTest {

    @TempDir
    private Path dir;

    @ParameterizedTest
    @MethodSource
    void everyReasonForOtherBytesIsNamed(String text, Set<Oddity> oddities) throws IOException {
        // Given
        var path = Files.write(dir.resolve("file.json"), text.getBytes(UTF_8));

        // When
        var elements = new ArrayList<Element>();
        new JsonArrayFile(path).inspect(elements::add, bytes -> {});

        // Then
        assertThat(elements).extracting(Element::oddities).containsExactly(oddities);
    }

    static Stream<Arguments> everyReasonForOtherBytesIsNamed() {
        return Stream.of(
                Arguments.of("[\n  {\n    \"a\": 1.5\n  }\n]", Set.of()),
                Arguments.of("[\r\n  {\r\n    \"a\": 1.5\r\n  }\r\n]", Set.of(Oddity.LINE_ENDS)),
                Arguments.of("[{\"a\": 1.5}]", Set.of(Oddity.SPACING)),
                Arguments.of("[\n  {\n    \"a\": 1.50\n  }\n]", Set.of(Oddity.NUMBERS)),
                Arguments.of("[\n  {\n    \"a\": 1E2\n  }\n]", Set.of(Oddity.NUMBERS)),
                Arguments.of("[\n  {\n    \"a\": \"\\u00e9\"\n  }\n]", Set.of(Oddity.ESCAPES)),
                Arguments.of("[\n  {\n    \"\\/\": \"\"\n  }\n]", Set.of(Oddity.ESCAPES)),
                Arguments.of("[\n  {\n    \"a\": \"\\ud800\"\n  }\n]", Set.of(Oddity.NOT_UTF8)),
                Arguments.of(
                        "[\r\n  {\r\n    \"a\":1e0,\r\n    \"b\": \"\\u0041\"\r\n  }]",
                        Set.of(Oddity.LINE_ENDS, Oddity.SPACING, Oddity.NUMBERS, Oddity.ESCAPES)));
    }

    @Test
    void onlyOddElementsAreOdd() throws IOException {
        // Given
        var text = "[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\": 01.0\n  },\n  {}\n]".replace("01.0", "1.00");
        var path = Files.writeString(dir.resolve("file.json"), text);

        // When
        var elements = new ArrayList<Element>();
        var end = new JsonArrayFile(path).inspect(elements::add, bytes -> {});

        // Then
        assertThat(end).isEmpty();
        assertThat(elements).extracting(Element::isExact).containsExactly(true, false, true);
        assertThat(elements).extracting(Element::position).containsExactly(0L, 1L, 2L);
        assertThat(elements.stream()
                        .map(element -> text.substring((int) element.start(), (int) element.end()))
                        .toList())
                .isEqualTo(List.of("{\n    \"a\": 1\n  }", "{\n    \"a\": 1.00\n  }", "{}"));
    }

    @Test
    void theEndOfTheFileIsJudgedByItself() throws IOException {
        // Given
        var list = Files.writeString(dir.resolve("list.json"), "[\n  {}\n]\n");
        var empty = Files.writeString(dir.resolve("empty.json"), "[]");
        var spaced = Files.writeString(dir.resolve("spaced.json"), "[ ]");

        // When, Then
        assertThat(new JsonArrayFile(list)
                        .inspect(element -> assertThat(element.isExact()).isTrue(), bytes -> {}))
                .containsExactly(Oddity.SPACING);
        assertThat(new JsonArrayFile(empty).inspect(element -> {}, bytes -> {})).isEmpty();
        assertThat(new JsonArrayFile(spaced).inspect(element -> {}, bytes -> {}))
                .containsExactly(Oddity.SPACING);
        assertThat(new JsonArrayFile(dir.resolve("absent.json")).inspect(element -> {}, bytes -> {}))
                .isEmpty();
    }

    @Test
    void anObjectFileIsJudgedAsAWhole() throws IOException {
        // Given
        var path = Files.writeString(dir.resolve("object.json"), "{\r\n  \"a\": 1\r\n}");
        var file = new JsonObjectFile(path);

        // When
        var before = file.inspect().orElseThrow();
        file.replace(before.value());
        var after = file.inspect().orElseThrow();

        // Then
        assertThat(before.oddities()).containsExactly(Oddity.LINE_ENDS);
        assertThat(after.isExact()).isTrue();
        assertThat(Oddity.LINE_ENDS.words()).contains("CR LF");
    }
}
