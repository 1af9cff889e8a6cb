package prescient.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

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
        return withTargets(document, report.targets());
    }

    /** The same of any record: its fields, and the targets it was judged by. */
    public static String of(Record measured, List<Report.Target> targets) {
        return withTargets(JSON.valueToTree(measured), targets);
    }

    private static String withTargets(ObjectNode document, List<Report.Target> targets) {
        document.set("targets", JSON.valueToTree(targets));
        document.put("passed", targets.stream().allMatch(Report.Target::passed));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
