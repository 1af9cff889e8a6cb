package prescient.forecast.observation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import prescient.forecast.csv.CsvTime;
import prescient.legacy.PythonJson;

/** {@code observations_latest.json}: the last reading of each city, in the order they were fetched. Stateless. */
public final class LatestReadingsFile {

    private LatestReadingsFile() {}

    /**
     * @throws IllegalArgumentException when the text is no such file
     */
    public static LatestReadings read(String text) {
        try {
            var tree = PythonJson.mapper().readTree(text);
            var readings = new ArrayList<StationReading>();
            for (var station : tree.path("stations").properties()) {
                readings.add(reading(station.getKey(), station.getValue()));
            }
            var updated = tree.path("last_update");
            return new LatestReadings(updated.isTextual() ? CsvTime.parse(updated.textValue()) : null, readings);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("readings are no JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("readings have a time that is none: " + e.getMessage(), e);
        }
    }

    /** As the legacy poller wrote it. */
    public static String text(LatestReadings latest) {
        var root = JsonNodeFactory.instance.objectNode();
        time(root, "last_update", latest.updatedAt());
        var stations = root.putObject("stations");
        for (var reading : latest.readings()) {
            var node = stations.putObject(reading.city());
            node.put("city", reading.city());
            node.put("stid", reading.station());
            time(node, "timestamp", reading.at());
            number(node, "temp", reading.temperatureF());
            number(node, "observed_high_today", reading.highTodayF());
            number(node, "projected_high", reading.projectedHighF());
            number(node, "trend_10m", reading.trend10m());
            number(node, "trend_30m", reading.trend30m());
            number(node, "trend_1h", reading.trend1h());
            number(node, "acceleration", reading.accelerationF());
            time(node, "time_temp_will_max", reading.peakAt());
        }
        return PythonJson.text(root);
    }

    private static StationReading reading(String city, JsonNode node) {
        return new StationReading(
                CsvTime.parse(node.path("timestamp").asText()),
                city,
                node.path("stid").asText(),
                node.path("temp").decimalValue(),
                decimal(node.path("observed_high_today")),
                decimal(node.path("projected_high")),
                decimal(node.path("trend_10m")),
                decimal(node.path("trend_30m")),
                decimal(node.path("trend_1h")),
                decimal(node.path("acceleration")),
                node.path("time_temp_will_max").asText("").isEmpty()
                        ? null
                        : CsvTime.parse(node.path("time_temp_will_max").asText()));
    }

    private static @Nullable BigDecimal decimal(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    private static void number(ObjectNode node, String name, @Nullable BigDecimal value) {
        node.set(name, value == null ? node.nullNode() : PythonJson.number(value));
    }

    private static void time(ObjectNode node, String name, @Nullable OffsetDateTime at) {
        node.put(name, at == null ? null : CsvTime.text(at));
    }
}
