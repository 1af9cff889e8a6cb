package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import prescient.local.cutover.CutoverFeature;

/**
 * How a job of a service ended, in words.
 *
 * @param job as the service says it
 */
record JobReport(CutoverFeature feature, JsonNode job) {

    private static final int SHOWN = 5;

    boolean isComplete() {
        return "complete".equals(status());
    }

    boolean wasInterrupted() {
        return "interrupted".equals(status());
    }

    /** Nothing was compared, or everything was equal. */
    boolean isClean() {
        return !job.path("clean").isBoolean() || job.path("clean").asBoolean();
    }

    long quarantined() {
        return job.path("records_quarantined").asLong();
    }

    boolean isDryRun() {
        return job.path("dry_run").asBoolean();
    }

    ObjectNode answer() {
        return job instanceof ObjectNode object ? object : Output.object();
    }

    /** What was taken in. */
    String imported() {
        return "%s%s records read: %s new, %s changed, %s unchanged, %s quarantined%s%s"
                .formatted(
                        isDryRun() ? "would be: " : "",
                        number("records_read"),
                        number("records_new"),
                        number("records_changed"),
                        number("records_unchanged"),
                        number("records_quarantined"),
                        job.path("clean").isBoolean() ? "; compared: " + (isClean() ? "equal" : "different") : "",
                        ending());
    }

    /** What the comparison found. */
    String compared() {
        var words = new ArrayList<String>();
        for (var found : job.path("collections")) {
            words.add("%s %s (%s equal%s)"
                    .formatted(
                            found.path("collection").asText(),
                            found.path("state").asText(),
                            number(found, "equal"),
                            counts(found)));
        }
        return (words.isEmpty() ? "nothing was compared" : String.join(", ", words)) + ending();
    }

    /** What was written. */
    String exported() {
        var words = new ArrayList<String>();
        for (var file : job.path("files")) {
            words.add("%s (%s bytes)".formatted(fileName(file.path("path").asText()), number(file, "bytes")));
        }
        return (words.isEmpty() ? "no file was written" : String.join(", ", words)) + ending();
    }

    /** The first differences, records put aside and reasons why bytes differ. */
    List<String> details() {
        var lines = new ArrayList<String>();
        for (var found : job.path("collections")) {
            for (var one : found.path("differences")) {
                lines.add("%s %s.%s: file %s, database %s"
                        .formatted(
                                one.path("collection").asText(),
                                one.path("key").asText(),
                                one.path("field").asText(),
                                one.path("file_value").asText("has nothing"),
                                one.path("database_value").asText("has nothing")));
            }
            if (found.hasNonNull("error")) {
                lines.add(found.path("collection").asText() + ": "
                        + found.path("error").asText());
            }
        }
        for (var reject : job.path("rejected")) {
            lines.add("%s record %s: %s"
                    .formatted(
                            fileName(reject.path("source").asText()),
                            reject.path("position").asText(),
                            reject.path("reason").asText()));
        }
        for (var inexact : job.path("inexact")) {
            lines.add("%s element %s cannot be written as it was read: %s"
                    .formatted(
                            fileName(inexact.path("file").asText()),
                            inexact.path("element").asText(),
                            inexact.path("reason").asText()));
        }
        return lines.size() <= SHOWN ? lines : shortened(lines);
    }

    private static List<String> shortened(List<String> lines) {
        var shown = new ArrayList<>(lines.subList(0, SHOWN));
        shown.add("and " + (lines.size() - SHOWN) + " more; --json shows them");
        return shown;
    }

    private String status() {
        return job.path("status").asText();
    }

    private String ending() {
        return isComplete() ? "" : "; " + status() + ": " + job.path("error").asText("no reason was given");
    }

    private static String counts(JsonNode found) {
        var words = new StringBuilder();
        for (var kind : List.of("different", "missing", "extra", "accepted", "quarantined")) {
            if (found.path(kind).asLong() > 0) {
                words.append(", ").append(number(found, kind)).append(' ').append(kind);
            }
        }
        return words.toString();
    }

    private String number(String field) {
        return number(job, field);
    }

    private static String number(JsonNode node, String field) {
        return String.format(Locale.ROOT, "%,d", node.path(field).asLong());
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
