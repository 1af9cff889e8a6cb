package prescient.forecast.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import prescient.forecast.calibration.CityErrors.CityError;
import prescient.forecast.csv.CsvTime;
import prescient.legacy.PythonJson;

/** {@code city_metadata.json}. Stateless. */
public final class CityErrorsFile {

    private static final List<String> NAMES =
            List.of("historical_MAE", "historical_MAE_f", "historical_mae", "historical_mae_f");
    private static final Set<String> NOT_CITIES = Set.of("as_of", "window_days", "updated_at", "source");

    private CityErrorsFile() {}

    /**
     * The mean absolute error of each city, in degrees Fahrenheit, from any of the forms the legacy trader took: all
     * cities under {@code cities} or at the top, each an object or a plain number. What has no usable number is left
     * out.
     *
     * @throws IllegalArgumentException when the text is no JSON object
     */
    public static Map<String, Double> read(String text) {
        var tree = tree(text);
        var errors = new TreeMap<String, Double>();
        var cities = tree.path("cities").isObject() ? tree.get("cities") : tree;
        for (var city : cities.properties()) {
            if (!NOT_CITIES.contains(city.getKey())) {
                error(city.getValue()).ifPresent(error -> errors.put(city.getKey(), error));
            }
        }
        return errors;
    }

    /**
     * All that the newest form holds.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static CityErrors readWhole(String text) {
        var tree = tree(text);
        var cities = new TreeMap<String, CityError>();
        for (var city : tree.path("cities").properties()) {
            var mean = city.getValue().path("historical_MAE");
            var count = city.getValue().path("n_days");
            if (!mean.isNumber() || !Double.isFinite(mean.doubleValue()) || !count.isInt()) {
                throw new IllegalArgumentException("the error of " + city.getKey() + " is " + city.getValue());
            }
            cities.put(city.getKey(), new CityError(mean.doubleValue(), count.intValue()));
        }
        var asOf = CsvTime.day(tree.path("as_of").asText())
                .orElseThrow(() -> new IllegalArgumentException("as_of is not a day: " + tree.path("as_of")));
        try {
            return new CityErrors(
                    asOf,
                    cities,
                    tree.path("source").asText(),
                    CsvTime.parse(tree.path("updated_at").asText()),
                    tree.path("window_days").intValue());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("updated_at is not a time: " + tree.path("updated_at"), e);
        }
    }

    /** As the legacy settlement wrote it: keys sorted, numbers with all digits of the double. */
    public static String text(CityErrors errors) {
        var root = JsonNodeFactory.instance.objectNode();
        root.put("as_of", errors.asOf().toString());
        var cities = root.putObject("cities");
        errors.cities().forEach((city, error) -> {
            var node = cities.putObject(city);
            node.set("historical_MAE", DoubleNode.valueOf(error.maeF()));
            node.put("n_days", error.count());
        });
        root.put("source", errors.source());
        root.put("updated_at", CsvTime.text(errors.updatedAt()));
        root.put("window_days", errors.windowDays());
        return PythonJson.text(root);
    }

    private static JsonNode tree(String text) {
        try {
            var tree = PythonJson.mapper().readTree(text);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("city errors are no JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("city errors are no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static OptionalDouble error(JsonNode node) {
        var number = node.isObject()
                ? NAMES.stream()
                        .map(node::path)
                        .filter(JsonNode::isNumber)
                        .findFirst()
                        .orElse(node)
                : node;
        return number.isNumber() && Double.isFinite(number.doubleValue())
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }
}
