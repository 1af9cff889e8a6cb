package prescient.legacy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Builds trees that lose nothing of what Python wrote: Jackson's own reader drops the sign of {@code -0.0} and takes the
 * last of duplicate keys. Recursive; the depth is bounded by the parser's limit.
 */
final class TreeReader<T extends JsonNode> extends JsonDeserializer<T> {

    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private final Class<T> type;

    TreeReader(Class<T> type) {
        this.type = type;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        var node = node(in);
        if (!type.isInstance(node)) {
            throw new JsonParseException(in, "not " + type.getSimpleName() + " but " + node.getNodeType());
        }
        return type.cast(node);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a null in place of an object stays what Jackson makes of it
    public T getNullValue(DeserializationContext context) {
        return type == JsonNode.class ? (T) NullNode.getInstance() : null;
    }

    /** The value whose first token is the current one; its last token is the current one afterwards. */
    static JsonNode node(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> TextNode.valueOf(in.getText());
            case VALUE_NUMBER_INT -> whole(in);
            case VALUE_NUMBER_FLOAT -> fraction(in);
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.getInstance();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new JsonParseException(in, "a value was expected");
        };
    }

    static ObjectNode object(JsonParser in) throws IOException {
        var object = JsonNodeFactory.instance.objectNode();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var name = in.currentName();
            if (object.has(name)) {
                throw new JsonParseException(
                        in, "the key '" + name + "' is there twice in one object", in.currentTokenLocation());
            }
            in.nextToken();
            object.set(name, node(in));
        }
        return object;
    }

    private static ArrayNode array(JsonParser in) throws IOException {
        var array = JsonNodeFactory.instance.arrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            array.add(node(in));
        }
        return array;
    }

    private static JsonNode whole(JsonParser in) throws IOException {
        return switch (in.getNumberType()) {
            case INT -> IntNode.valueOf(in.getIntValue());
            case LONG -> LongNode.valueOf(in.getLongValue());
            case BIG_INTEGER, BIG_DECIMAL, DOUBLE, FLOAT -> BigIntegerNode.valueOf(in.getBigIntegerValue());
        };
    }

    private static JsonNode fraction(JsonParser in) throws IOException {
        if (in.isNaN()) {
            if (!NOT_FINITE.contains(in.getText())) {
                throw new JsonParseException(in, "'" + in.getText() + "' is no number");
            }
            return DoubleNode.valueOf(in.getDoubleValue());
        }
        var value = decimal(in);
        return value.signum() == 0 && in.getText().startsWith("-")
                ? DoubleNode.valueOf(-0.0)
                : PythonJson.number(value);
    }

    private static BigDecimal decimal(JsonParser in) throws IOException {
        try {
            return in.getDecimalValue();
        } catch (NumberFormatException | ArithmeticException e) {
            throw new JsonParseException(in, "a number is out of range", in.currentTokenLocation(), e);
        }
    }
}
