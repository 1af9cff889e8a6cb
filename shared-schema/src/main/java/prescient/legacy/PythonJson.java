package prescient.legacy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers, text and layout as Python's {@code json.dump(indent=2, ensure_ascii=False)} writes them. An integer node is
 * written {@code 100}, a decimal or double node as a float: {@code 100.0}. Stateless.
 */
public final class PythonJson {

    /** Nesting of a whole document, itself included; what is deeper is refused at reading. */
    static final int DEPTH_MAX = 200;

    private static final int STRING_MAX = 20_000_000;
    /** Of whole numbers; Jackson refuses longer ones at reading. */
    private static final int DIGITS_MAX = 1000;

    /** As a depth: stays negative however deep the tree is. */
    private static final int ONE_LINE = Integer.MIN_VALUE;

    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final ObjectMapper MAPPER = newMapper();

    private PythonJson() {}

    /**
     * Reads what Python reads: exact decimals, keys in their order, bare {@code NaN} and {@code Infinity} and
     * {@code -0.0} (as double nodes, because a decimal cannot be one of them). Refuses duplicate keys, nesting deeper than
     * 200 and text of more than 20 million characters. For reading: what it writes is not Python's form. Shared: not to
     * be configured.
     */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * A whole document, without a line break at its end.
     *
     * @throws IllegalArgumentException when a text holds half a surrogate pair, which is not UTF-8
     */
    public static String text(JsonNode node) {
        return text(node, 0);
    }

    /**
     * The same on one line; reads as an equal tree.
     *
     * @throws IllegalArgumentException when a text holds half a surrogate pair
     */
    public static String line(JsonNode node) {
        return text(node, ONE_LINE);
    }

    /**
     * Writes a value that stands {@code depth} levels deep: without indentation before it or a line break after it.
     *
     * @throws IllegalArgumentException when a text holds half a surrogate pair
     * @throws UncheckedIOException when {@code out} cannot be written
     */
    public static void write(JsonNode node, int depth, Writer out) {
        try {
            out.write(text(node, depth));
        } catch (IOException e) {
            throw new UncheckedIOException("JSON could not be written: " + e.getMessage(), e);
        }
    }

    /** A float: written {@code 100.0}, {@code 1e-05}; all digits are kept. */
    public static DecimalNode number(BigDecimal value) {
        // With a place after the point it stays a float wherever it is written.
        return DecimalNode.valueOf(value.scale() == 0 ? value.setScale(1) : value);
    }

    /**
     * An integer: written {@code 100}.
     *
     * @throws IllegalArgumentException when the value has a fraction or more than 1000 digits
     */
    public static JsonNode whole(BigDecimal value) {
        if ((long) value.precision() - value.scale() > DIGITS_MAX) {
            throw new IllegalArgumentException("a whole number has more than " + DIGITS_MAX + " digits");
        }
        var stripped = value.stripTrailingZeros();
        if (stripped.scale() > 0) {
            throw new IllegalArgumentException(value + " is not a whole number");
        }
        return whole(stripped.toBigIntegerExact());
    }

    /** The text of a float, as Python's {@code repr}: {@code 0.6000000000000001}, {@code 1e-05}, {@code 100.0}. */
    public static String text(BigDecimal value) {
        return PythonFloat.text(value);
    }

    static String text(JsonNode node, int depth) {
        var out = new StringBuilder();
        append(node, depth, out);
        return out.toString();
    }

    /** The narrowest node, so that it equals the one that was read. */
    private static JsonNode whole(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(value.intValueExact());
        }
        return value.bitLength() < Long.SIZE ? LongNode.valueOf(value.longValueExact()) : BigIntegerNode.valueOf(value);
    }

    private static void append(JsonNode node, int depth, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> append((ObjectNode) node, depth, out);
            case ARRAY -> append((ArrayNode) node, depth, out);
            case STRING -> append(node.textValue(), out);
            case NUMBER -> out.append(numberText(node));
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        }
    }

    private static void append(ObjectNode node, int depth, StringBuilder out) {
        if (node.isEmpty()) {
            out.append("{}");
            return;
        }
        char before = '{';
        for (var property : node.properties()) {
            line(out.append(before), depth + 1);
            append(property.getKey(), out);
            append(property.getValue(), depth + 1, out.append(": "));
            before = ',';
        }
        line(out, depth);
        out.append('}');
    }

    private static void append(ArrayNode node, int depth, StringBuilder out) {
        if (node.isEmpty()) {
            out.append("[]");
            return;
        }
        char before = '[';
        for (var item : node) {
            line(out.append(before), depth + 1);
            append(item, depth + 1, out);
            before = ',';
        }
        line(out, depth);
        out.append(']');
    }

    private static void line(StringBuilder out, int depth) {
        if (depth >= 0) {
            out.append('\n').repeat(' ', 2 * depth);
        }
    }

    private static String numberText(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.asText();
        }
        if (node.isBigDecimal()) {
            return text(node.decimalValue());
        }
        double number = node.doubleValue();
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number < 0 ? "-Infinity" : "Infinity";
        }
        return PythonFloat.repr(number);
    }

    private static void append(String text, StringBuilder out) {
        out.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, done, i);
                escape(c, out);
                done = i + 1;
            } else if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException("a text holds half a surrogate pair, which is not UTF-8");
                }
                i++;
            }
        }
        out.append(text, done, text.length()).append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        }
    }

    private static ObjectMapper newMapper() {
        var factory = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .maxStringLength(STRING_MAX)
                        .maxNumberLength(DIGITS_MAX)
                        .build())
                .build();
        var trees = new SimpleModule("python-json")
                .addDeserializer(JsonNode.class, new TreeReader<>(JsonNode.class))
                .addDeserializer(ObjectNode.class, new TreeReader<>(ObjectNode.class))
                .addDeserializer(ArrayNode.class, new TreeReader<>(ArrayNode.class));
        return JsonMapper.builder(factory)
                .addModule(trees)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
