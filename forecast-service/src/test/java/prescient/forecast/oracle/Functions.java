package prescient.forecast.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.forecast.source.Source;

/** Tables of single functions: what went in and what came out. */
public final class Functions {

    private Functions() {}

    public static JsonNode table(String name) {
        Shared.assume();
        return OracleCase.json(Shared.oracles().resolve("functions").resolve(name + ".json"));
    }

    public static @Nullable Double number(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : Double.valueOf(node.doubleValue());
    }

    public static @Nullable Integer whole(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : Integer.valueOf(node.intValue());
    }

    /** Numbers by the names of their sources; those without a number are left out. */
    public static Map<Source, Double> bySource(JsonNode node) {
        var numbers = new EnumMap<Source, Double>(Source.class);
        for (var property : node.properties()) {
            var number = number(property.getValue());
            var source = Source.named(property.getKey());
            if (number != null && source.isPresent()) {
                numbers.put(source.get(), number);
            }
        }
        return numbers;
    }
}
