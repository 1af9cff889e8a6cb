package prescient.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonJsonTest {

    @ParameterizedTest
    @CsvSource({
        "10000, 10000.0",
        "0.00, 0.0",
        "-0.5, -0.5",
        "0.5011070537256923, 0.5011070537256923",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-0.0000123, -1.23e-05",
        "1E-300, 1e-300",
        "9999999999999998, 9999999999999998.0",
        "1E+15, 1000000000000000.0",
        "1E+16, 1e+16",
        "12345678901234567, 1.2345678901234567e+16",
        "1.50, 1.5",
        "1E+400, 1e+400",
        "0.12345678901234567890123, 0.12345678901234567890123"
    })
    void floatsAreWrittenInTheirShortestForm(String value, String text) {
        // When
        var written = PythonJson.text(new BigDecimal(value));

        // Then
        assertThat(written).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "100.00, 100",
        "1E+3, 1000",
        "0.0, 0",
        "-7, -7",
        "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void wholeNumbersAreWrittenWithoutPoint(String value, String text) {
        // When
        var written = PythonJson.text(PythonJson.whole(new BigDecimal(value)));

        // Then
        assertThat(written).isEqualTo(text);
    }

    @Test
    void wholeNumbersEqualThoseThatAreRead() throws JsonProcessingException {
        // Given
        var read = PythonJson.mapper().readTree("[5, 3000000000, 12345678901234567890]");

        // When
        var made = read.valueStream()
                .map(node -> PythonJson.whole(new BigDecimal(node.asText())))
                .toList();

        // Then
        assertThat(made).containsExactlyElementsOf(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "1E-1", "1E+1000000000"})
    void refusesFractionsAndEndlessNumbersAsWhole(String value) {
        // When, Then
        assertThatThrownBy(() -> PythonJson.whole(new BigDecimal(value))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[\n  -0.0,\n  NaN,\n  Infinity,\n  -Infinity,\n  0.0,\n  0,\n  5e-324,\n  1.7976931348623157e+308\n]",
                "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    {\n      \"d\": null\n    },\n    true,\n    false\n  ]\n}",
                "\"\\\" \\\\ / \\n\\r\\t\\b\\f \\u0000\\u001f\\u000b \u007f \u0080 Seán O’Neill \u2028 \ud83d\ude00\"",
                "{\n  \"\": 1,\n  \"a \\\"quoted\\\" key\": 2,\n  \"Zürich\": 3\n}"
            })
    void whatPythonWroteIsWrittenAgainAsItWas(String document) throws JsonProcessingException {
        // Given
        var read = PythonJson.mapper().readTree(document);

        // When
        var written = PythonJson.text(read);

        // Then
        assertThat(written).isEqualTo(document);
    }

    @Test
    void anElementIsIndentedAsDeepAsItStands() throws JsonProcessingException {
        // Given
        var element = PythonJson.mapper().readTree("{\"a\": [1]}");
        var out = new StringWriter();

        // When
        PythonJson.write(element, 2, out);

        // Then
        assertThat(out.toString()).isEqualTo("{\n      \"a\": [\n        1\n      ]\n    }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "a\ud83db"})
    void refusesHalfASurrogatePair(String text) {
        // When, Then
        assertThatThrownBy(() -> PythonJson.text(TextNode.valueOf(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1, \"a\": 1}",
                "{\"a\": {\"b\": null, \"b\": null}}",
                "[INF]",
                "[1] 2",
                "[01]",
                "[1,]",
                "['a']",
                "[\"a\nb\"]",
                "[1E99999999999999]"
            })
    void refusesWhatPythonWouldNotReadOrWouldReadDifferently(String document) {
        // When, Then
        assertThatThrownBy(() -> PythonJson.mapper().readTree(document)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void anyTreeSurvivesWritingAndReading() throws JsonProcessingException {
        // Given
        long seed = System.nanoTime();
        var trees = new RandomTrees(new Random(seed));
        for (int i = 0; i < 2000; i++) {
            JsonNode tree = trees.node(5);

            // When
            var text = PythonJson.text(tree);
            var again = PythonJson.mapper().readTree(text);

            // Then
            assertThat(PythonJson.text(again)).as("seed %d, tree %d", seed, i).isEqualTo(text);
            assertThat(again).as("seed %d, tree %d", seed, i).isEqualTo(tree);
            assertThat(PythonJson.mapper().readTree(PythonJson.line(tree)))
                    .as("seed %d, tree %d", seed, i)
                    .isEqualTo(tree);
        }
    }

    @Test
    void anyDoubleIsWrittenSoThatItReadsAsItself() {
        // Given
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isNaN(number) || Double.isInfinite(number) || number == 0) {
                continue;
            }

            // When
            var text = PythonFloat.repr(number);

            // Then
            assertThat(Double.parseDouble(text))
                    .as("seed %d, number %d", seed, i)
                    .isEqualTo(number);
            assertThat(PythonJson.text(new BigDecimal(text)))
                    .as("seed %d, number %d", seed, i)
                    .isEqualTo(text);
        }
    }

    @Test
    void oneLineReadsAsAnEqualTree() throws JsonProcessingException {
        // Given
        var text = "{\"a\": -0.0,\"b\": NaN,\"c\": [1.5,10000.0,{},[]],\"d\": \"two\\nlines\"}";

        // When
        var read = PythonJson.mapper().readValue(text, ObjectNode.class);

        // Then
        assertThat(PythonJson.line(read)).isEqualTo(text);
    }

    @Test
    void aWholeFloatStaysAFloatWhoeverWritesIt() throws JsonProcessingException {
        // Given
        var balance = PythonJson.number(new BigDecimal("10000"));

        // When
        var text = PythonJson.mapper().writeValueAsString(balance);

        // Then
        assertThat(text).isEqualTo("10000.0");
        assertThat(PythonJson.mapper().readTree("1e0").toString()).isEqualTo("1.0");
    }
}
