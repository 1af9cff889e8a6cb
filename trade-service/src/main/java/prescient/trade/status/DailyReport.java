package prescient.trade.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import prescient.trade.notification.Notice;
import prescient.trade.notification.Severity;

/**
 * The report of a day that is over: how the features did that are watched since their move, and what failed.
 *
 * @param day in UTC
 * @param watches what the services answer to {@code GET /cutover/watch}; a missing node for one that did not
 * @param incidents that were open on that day, each in a sentence
 */
record DailyReport(LocalDate day, List<JsonNode> watches, List<String> incidents) {

    DailyReport {
        watches = List.copyOf(watches);
        incidents = List.copyOf(incidents);
    }

    /** All services have answered. */
    boolean complete() {
        return watches.stream().noneMatch(JsonNode::isMissingNode);
    }

    /** Nothing when nothing is watched and nothing has failed. */
    List<Notice> notices(Instant now) {
        var lines = new ArrayList<String>();
        long bad = incidents.size();
        for (var watch : watches) {
            for (var feature : watch.path("features")) {
                for (var report : feature.path("days")) {
                    if (report.path("day").asText().equals(day.toString())) {
                        var sentence = report.path("sentence").asText();
                        bad += sentence.equals("good") ? 0 : 1;
                        lines.add(feature.path("feature").asText() + ", "
                                + report.path("mode").asText() + ": " + sentence);
                    }
                }
            }
        }
        incidents.forEach(incident -> lines.add("incident " + incident));
        if (lines.isEmpty()) {
            return List.of();
        }
        long silent = watches.stream().filter(JsonNode::isMissingNode).count();
        if (silent > 0) {
            lines.add(silent + " services have not answered; their features are missing here");
        }
        return List.of(Notice.once(
                "daily-report/" + day,
                "daily-report",
                bad + silent == 0 ? Severity.INFO : Severity.WARNING,
                "Report of " + day + ": " + (bad + silent == 0 ? "all good" : bad + " things to look at"),
                String.join("\n", lines),
                "/cutover/watch",
                now));
    }
}
