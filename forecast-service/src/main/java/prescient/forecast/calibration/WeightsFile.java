package prescient.forecast.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import prescient.forecast.csv.CsvFields;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvRow;
import prescient.forecast.csv.CsvShape;
import prescient.forecast.source.Source;
import prescient.legacy.PythonFloat;
import prescient.legacy.PythonJson;

/** {@code weights_history.csv}: the weights stand in one field as a JSON object, sorted by name. */
public final class WeightsFile implements CsvLayout<WeightsRecord> {

    public static final WeightsFile LAYOUT = new WeightsFile();

    private static final List<CsvShape> SHAPES =
            List.of(CsvShape.of(List.of("run_ts", "as_of", "city", "window_days", "weights_json")));

    private WeightsFile() {}

    @Override
    public List<CsvShape> shapes() {
        return SHAPES;
    }

    @Override
    public WeightsRecord read(CsvRow row) {
        return new WeightsRecord(
                row.time("run_ts"),
                row.date("as_of"),
                row.city(),
                row.needWhole("window_days"),
                weights(row.need("weights_json")));
    }

    @Override
    public List<String> write(WeightsRecord weights) {
        return new CsvFields()
                .time(weights.runAt())
                .date(weights.asOf())
                .text(weights.city())
                .whole(weights.windowDays())
                .text(json(weights.weights()))
                .list();
    }

    /** City, last day and window: a later run of the same night replaces an earlier. */
    @Override
    public Object key(WeightsRecord weights) {
        return List.of(weights.asOf(), weights.city(), weights.windowDays());
    }

    @Override
    public Object essence(WeightsRecord weights) {
        return weights.weights();
    }

    private static Map<Source, BigDecimal> weights(String json) {
        var weights = new EnumMap<Source, BigDecimal>(Source.class);
        try {
            var tree = PythonJson.mapper().readTree(json);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("weights_json is no JSON object: " + json);
            }
            for (var weight : tree.properties()) {
                var value = weight.getValue();
                if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
                    throw new IllegalArgumentException("the weight of " + weight.getKey() + " is no finite number");
                }
                weights.put(Source.need(weight.getKey()), value.decimalValue());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("weights_json is no JSON: " + e.getOriginalMessage(), e);
        }
        return weights;
    }

    private static String json(Map<Source, BigDecimal> weights) {
        return weights.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Source.BY_NAME))
                .map(weight -> "\"" + weight.getKey().text() + "\": " + PythonFloat.text(weight.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
