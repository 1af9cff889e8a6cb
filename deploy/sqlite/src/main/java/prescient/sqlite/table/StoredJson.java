package prescient.sqlite.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.legacy.PythonFloat;

/** Reads what {@link Jsonb} wrote: the stored values with their storage classes. Stateless. */
final class StoredJson {

    private static final JsonFactory JSON = new JsonFactory();

    private StoredJson() {}

    /** The values by column name. */
    static Map<String, @Nullable Object> read(String json) {
        try (var parser = JSON.createParser(json)) {
            var values = new HashMap<String, @Nullable Object>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                values.put(name, value(parser));
            }
            return values;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The values in the order of a table's columns. */
    static @Nullable Object[] inOrder(Map<String, @Nullable Object> values, List<String> columns) {
        var row = new @Nullable Object[columns.size()];
        for (var i = 0; i < row.length; i++) {
            row[i] = values.get(columns.get(i));
        }
        return row;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> Double.parseDouble(parser.getText());
            case START_OBJECT -> member(parser);
            default -> throw new IOException("not a stored value: " + parser.currentToken());
        };
    }

    private static Object member(JsonParser parser) throws IOException {
        parser.nextToken();
        var name = parser.currentName();
        parser.nextToken();
        var text = parser.getText();
        parser.nextToken();
        return switch (name) {
            case "real" -> PythonFloat.parse(text).orElseThrow();
            case "blob" -> HexFormat.of().parseHex(text);
            case "text64" -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            default -> throw new IOException("not a stored value: " + name);
        };
    }
}
