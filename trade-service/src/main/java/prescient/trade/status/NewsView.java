package prescient.trade.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.trade.notification.Notice;
import prescient.trade.notification.Severity;
import prescient.trade.status.HealthClient.Answer;

/**
 * What people are told of what the services say, beside incidents: how cut-overs move, and a trading cycle that stands
 * still. The keys follow from what is told of, so that every look makes the same.
 *
 * @param trading as last looked up; null while that is not known
 * @param patience how long a trading cycle may run
 */
record NewsView(Collection<Answer> answers, @Nullable Trading trading, Duration patience, Instant now) {

    /** A move that is older is no news to a process that has just begun. */
    private static final Duration NEWS = Duration.ofDays(1);

    /** The first is the mode that a feature begins in, which nobody has moved. */
    private static final long FIRST_MOVE = 2;

    List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        for (var answer : answers) {
            answer.cutover().path("features").forEach(report -> feature(report, notices));
        }
        cycle(notices);
        return notices;
    }

    private void feature(JsonNode report, List<Notice> notices) {
        var name = report.path("feature").asText();
        var mode = report.path("mode").asText();
        long revision = report.path("revision").asLong();
        var since = time(report.path("since"));
        if (revision >= FIRST_MOVE && since != null && since.plus(NEWS).isAfter(now)) {
            var by = report.path("changed_by").asText("the service itself");
            notices.add(Notice.once(
                    key(name, mode, since),
                    "cutover",
                    Severity.INFO,
                    "Feature " + name + " is in " + mode,
                    "Moved by " + by + ": " + report.path("reason").asText("no reason given") + ".",
                    route(name),
                    since));
        }
        if (report.path("frozen").asBoolean()) {
            notices.add(lasting(
                    key(name, "frozen", revision),
                    Severity.WARNING,
                    "Feature " + name + " is frozen in " + mode,
                    report.path("frozen_reason").asText("no reason given"),
                    name));
        }
        for (var rule : report.path("rules")) {
            var what = rule.path("rule").asText();
            notices.add(lasting(
                    key(name, "rule " + what, since),
                    Severity.WARNING,
                    "Feature " + name + ": rule " + what + " fires",
                    rule.path("sentence").asText() + " It does: "
                            + rule.path("action").asText() + ".",
                    name));
        }
        if (report.path("state").asText().equals("refusing")) {
            notices.add(lasting(
                    key(name, "refusing", revision),
                    Severity.CRITICAL,
                    "Feature " + name + " refuses everything",
                    report.path("sentence").asText(),
                    name));
        }
    }

    private static String key(String feature, String what, @Nullable Object when) {
        return "cutover/" + feature + "/" + what + "/" + when;
    }

    private static String route(String feature) {
        return "/cutover/" + feature;
    }

    private Notice lasting(String key, Severity severity, String title, String text, String feature) {
        return Notice.lasting(key, "cutover", severity, title, text, route(feature), now);
    }

    private void cycle(List<Notice> notices) {
        var last = trading == null ? null : trading.lastCycle();
        if (last == null
                || !last.status().equals("running")
                || last.startedAt().plus(patience).isAfter(now)) {
            return;
        }
        notices.add(Notice.lasting(
                "cycle/" + last.cycleId() + "/stands-still",
                "cycle",
                Severity.WARNING,
                "Trading cycle " + last.cycleId() + " stands still",
                "It has run since " + last.startedAt() + ", longer than " + patience + ".",
                "/trading/cycles/" + last.cycleId(),
                now));
    }

    private static @Nullable Instant time(JsonNode node) {
        try {
            return node.isTextual() ? Instant.parse(node.asText()) : null;
        } catch (DateTimeException otherForm) {
            return null;
        }
    }
}
