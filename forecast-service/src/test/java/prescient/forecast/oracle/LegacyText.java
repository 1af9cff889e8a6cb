package prescient.forecast.oracle;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.csv.CsvTime;
import prescient.forecast.metric.DailyMetric;
import prescient.forecast.metric.MetricKind;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.source.Source;
import prescient.legacy.PythonFloat;

/** The legacy programs' own way to make numbers of text: nan and inf are numbers, what is none is nothing. */
public final class LegacyText {

    private LegacyText() {}

    public static OptionalDouble number(String text) {
        return PythonFloat.parse(text);
    }

    public static @Nullable Double orNull(String text) {
        var number = number(text);
        return number.isPresent() ? number.getAsDouble() : null;
    }

    /** Decimals are cut off; 0 when it is no number. */
    public static int whole(String text) {
        return (int) number(text).orElse(0);
    }

    /** What stands under the columns' names, right or wrong. */
    public static Map<Source, Double> forecasts(Map<String, String> row) {
        var forecasts = new EnumMap<Source, Double>(Source.class);
        for (var source : Source.values()) {
            number(row.getOrDefault(source.column(), "")).ifPresent(value -> forecasts.put(source, value));
        }
        return forecasts;
    }

    /** A row of predictions_latest.csv; what is no finite number is missing, no range is checked. */
    public static Prediction prediction(Map<String, String> row) {
        var providers = new EnumMap<Source, BigDecimal>(Source.class);
        for (var source : Source.PROVIDERS) {
            var value = decimal(row, source.column());
            if (value != null) {
                providers.put(source, value);
            }
        }
        return new Prediction(
                LocalDate.parse(row.getOrDefault("date", "")),
                row.getOrDefault("city", "").strip(),
                decimal(row, "tmax_predicted"),
                decimal(row, "tmax_lstm"),
                decimal(row, "tmax_forecast"),
                row.getOrDefault("forecast_sources", ""),
                providers,
                decimal(row, "spread_f"),
                decimal(row, "confidence_score"),
                row.getOrDefault("sources_used", ""),
                row.getOrDefault("weights_used", ""),
                null);
    }

    /** The metrics that allocation looks at; no range is checked. */
    public static List<DailyMetric> metrics(CsvSheet sheet) {
        var metrics = new ArrayList<DailyMetric>();
        for (var row : sheet.byHeader()) {
            var kind = Stream.of(MetricKind.values())
                    .filter(each -> each.text().equals(row.get("metric_type")))
                    .findFirst();
            var day = CsvTime.day(row.getOrDefault("trade_date", ""));
            var value = decimal(row, "value");
            if (kind.isPresent() && day.isPresent() && value != null) {
                metrics.add(new DailyMetric(
                        OffsetDateTime.MIN,
                        day.get(),
                        row.getOrDefault("city", "").strip(),
                        kind.get(),
                        row.getOrDefault("source_name", "").strip(),
                        value));
            }
        }
        return metrics;
    }

    /** Weights of each city's sources; what is no number is left out. */
    public static Map<String, Map<Source, Double>> weights(Path file) {
        var cities = new HashMap<String, Map<Source, Double>>();
        for (var city : OracleCase.json(file).properties()) {
            var node =
                    city.getValue().path("weights").isObject() ? city.getValue().get("weights") : city.getValue();
            var weights = new EnumMap<Source, Double>(Source.class);
            for (var weight : node.properties()) {
                var source = Source.named(weight.getKey());
                var value = number(weight.getValue().asText());
                if (source.isPresent() && value.isPresent()) {
                    weights.put(source.get(), value.getAsDouble());
                }
            }
            cities.put(city.getKey(), weights);
        }
        return cities;
    }

    /** With the digits it was written with, where that can be. */
    private static @Nullable BigDecimal decimal(Map<String, String> row, String column) {
        var text = row.getOrDefault(column, "").strip();
        var number = number(text);
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            return null;
        }
        return text.matches("-?[0-9]+(\\.[0-9]+)?") ? new BigDecimal(text) : BigDecimal.valueOf(number.getAsDouble());
    }
}
