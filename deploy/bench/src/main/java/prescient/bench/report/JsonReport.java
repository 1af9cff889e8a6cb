package prescient.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The report for programs, with the field names of the records in snake case. */
public final class JsonReport {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private JsonReport() {}

    /** One indented document. */
    public static String of(Report report) {
        ObjectNode document = JSON.valueToTree(report);
        var trades = report.trades();
        if (trades != null) {
            document.withObject("/trades").put("ratio", Report.ratio(trades));
        }
        var cycles = report.cycles();
        if (cycles != null) {
            document.withObject("/cycles").put("seconds", cycles.seconds());
        }
        document.set("targets", JSON.valueToTree(report.targets()));
        document.put("passed", report.passed());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
