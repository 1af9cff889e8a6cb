package prescient.forecast.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.forecast.source.Source;
import prescient.legacy.PythonJson;

/** {@code weights.json}: the weights of all cities, keys sorted, without a line break at the end. Stateless. */
public final class CurrentWeightsFile {

    private CurrentWeightsFile() {}

    /**
     * Reads both forms: {@code {city: {"as_of", "weights", "window_days"}}} and {@code {city: {source: number}}}.
     * Sources with unknown names are left out.
     *
     * @throws IllegalArgumentException when the text is no such file, or a weight is no finite number
     */
    public static Map<String, CityWeights> read(String text) {
        var cities = new TreeMap<String, CityWeights>();
        for (var city : tree(text).properties()) {
            var node = city.getValue();
            var weights = node.has("weights") ? node.get("weights") : node;
            if (!weights.isObject()) {
                throw new IllegalArgumentException("weights of " + city.getKey() + " are no JSON object");
            }
            cities.put(
                    city.getKey(),
                    new CityWeights(
                            day(node.get("as_of")),
                            node.path("window_days").isInt()
                                    ? node.get("window_days").intValue()
                                    : null,
                            weights(weights)));
        }
        return cities;
    }

    /** As the legacy calibration wrote it: numbers with all digits of the double. */
    public static String text(Map<String, CityWeights> cities) {
        var root = JsonNodeFactory.instance.objectNode();
        for (var city : new TreeMap<>(cities).entrySet()) {
            var node = root.putObject(city.getKey());
            var asOf = city.getValue().asOf();
            if (asOf != null) {
                node.put("as_of", asOf.toString());
            }
            var weights = node.putObject("weights");
            city.getValue().weights().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(Source.BY_NAME))
                    .forEach(weight -> weights.set(weight.getKey().text(), DoubleNode.valueOf(weight.getValue())));
            var window = city.getValue().windowDays();
            if (window != null) {
                node.put("window_days", window);
            }
        }
        return PythonJson.text(root);
    }

    private static JsonNode tree(String text) {
        try {
            var tree = PythonJson.mapper().readTree(text);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("weights are no JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("weights are no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<Source, Double> weights(JsonNode node) {
        var weights = new EnumMap<Source, Double>(Source.class);
        for (var weight : node.properties()) {
            var value = weight.getValue();
            var source = Source.named(weight.getKey());
            if (source.isEmpty()) {
                continue;
            }
            if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
                throw new IllegalArgumentException("the weight of " + weight.getKey() + " is no finite number");
            }
            weights.put(source.get(), value.doubleValue());
        }
        return weights;
    }

    private static @Nullable LocalDate day(@Nullable JsonNode node) {
        try {
            return node == null || !node.isTextual() ? null : LocalDate.parse(node.textValue());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("as_of is not a day: " + node, e);
        }
    }
}
