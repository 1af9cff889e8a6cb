package prescient.trade.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.trade.incident.Part;
import prescient.trade.incident.Reading;
import prescient.trade.incident.Reading.Verdict;
import prescient.trade.status.HealthClient.Answer;

/**
 * What one poll of the services says about each part. A key that is missing is no evidence, neither of health nor of a
 * failure.
 *
 * @param answers of the services by name
 * @param trading this service's own figures, null while its store does not answer
 */
record EvidenceView(Map<String, Answer> answers, @Nullable Trading trading, EvidenceConfig limits, Instant now) {

    private static final String AGE = "_age_seconds";
    private static final String PROBLEM = "_problem";
    private static final int ATTEMPTS = 5;

    /** One for each part. */
    List<Reading> readings() {
        return Arrays.stream(Part.values()).map(this::reading).toList();
    }

    private Reading reading(Part part) {
        return switch (part) {
            case DATABASE -> database();
            case DISK -> disk();
            case MARKET_INGEST, SIGNAL, TRADE, PORTFOLIO, FORECAST -> service(part);
            case FEEDS -> feeds();
            case ACCOUNT_SYNC, SUPERVISOR -> byCheck(part);
            case EXCHANGE -> exchange();
            case OUTBOX -> outbox();
            case BACKUPS -> backups();
        };
    }

    private Reading database() {
        var down = new ArrayList<String>();
        long quickest = Long.MAX_VALUE;
        for (var answer : answers.values()) {
            var database = answer.component().database();
            if (database == null || !database.has("state")) {
                continue;
            }
            if (database.path("state").asText().equals("up")) {
                quickest = Math.min(quickest, database.path("latency_ms").asLong());
            } else {
                down.add(database.path("state").asText());
            }
        }
        if (quickest < Long.MAX_VALUE) {
            return within(Part.DATABASE, "PostgreSQL answers", Duration.ofMillis(quickest), limits.databaseTime());
        }
        return down.isEmpty()
                ? new Reading(Part.DATABASE, Verdict.UNKNOWN, "no service tells")
                : new Reading(Part.DATABASE, Verdict.FAILING, "no service reaches it: " + down.getFirst());
    }

    private Reading service(Part part) {
        var answer = answers.get(part.text());
        if (answer == null || answer.component().status().equals("offline")) {
            return new Reading(part, Verdict.FAILING, "no answer");
        }
        var down = answer.component().checks().entrySet().stream()
                .filter(check -> check.getValue().path("status").asText().equals("DOWN"))
                .map(Map.Entry::getKey)
                .toList();
        if (!answer.component().status().equals("online")) {
            return new Reading(part, Verdict.FAILING, "not well: " + String.join(", ", down));
        }
        return within(part, "checks answered", answer.took(), limits.answerTime());
    }

    private Reading feeds() {
        var feeds = data(Part.MARKET_INGEST, "feeds");
        var stale = new ArrayList<String>();
        var fresh = new ArrayList<String>();
        feeds.properties().forEach(entry -> {
            var name = entry.getKey();
            if (name.endsWith(AGE)) {
                var feed = name.substring(0, name.length() - AGE.length());
                var limit = limits.feedAges().getOrDefault(feed, limits.feedAge());
                boolean old = entry.getValue().asLong() > limit.toSeconds();
                (old ? stale : fresh)
                        .add(feed + " " + entry.getValue().asLong() + " s old, limit " + limit.toSeconds() + " s");
            } else if (name.endsWith(PROBLEM)) {
                stale.add(name.substring(0, name.length() - PROBLEM.length()) + ": "
                        + entry.getValue().asText());
            }
        });
        // Feeds that listen know themselves after how long they count as silent.
        var live = data(Part.MARKET_INGEST, "live-feeds");
        live.properties().forEach(entry -> {
            var word = entry.getValue().asText();
            if (word.equals("silent") || word.equals("connected")) {
                (word.equals("silent") ? stale : fresh)
                        .add(entry.getKey() + " " + word + ", "
                                + live.path(entry.getKey() + AGE).asText("?") + " s old");
            }
        });
        if (!stale.isEmpty()) {
            return new Reading(Part.FEEDS, Verdict.FAILING, String.join("; ", stale));
        }
        return fresh.isEmpty()
                ? new Reading(Part.FEEDS, Verdict.UNKNOWN, "no feed has been read yet")
                : new Reading(Part.FEEDS, Verdict.WELL, String.join("; ", fresh));
    }

    private Reading exchange() {
        var own = byCheck(Part.EXCHANGE);
        if (own.verdict() == Verdict.FAILING || trading == null) {
            return own;
        }
        return aged(Part.EXCHANGE, trading.pending(), "orders pending", trading.oldestPendingAt(), limits.pendingAge());
    }

    private Reading outbox() {
        if (trading == null) {
            return new Reading(Part.OUTBOX, Verdict.UNKNOWN, "the store of trades does not answer");
        }
        if (trading.attempts() >= ATTEMPTS) {
            return new Reading(
                    Part.OUTBOX,
                    Verdict.FAILING,
                    trading.undelivered() + " messages wait, one failed " + trading.attempts() + " times");
        }
        return aged(Part.OUTBOX, trading.undelivered(), "messages wait", trading.oldestMessageAt(), limits.outboxAge());
    }

    private Reading aged(Part part, long count, String what, @Nullable Instant oldest, Duration limit) {
        if (count == 0 || oldest == null) {
            return new Reading(part, Verdict.WELL, "0 " + what);
        }
        return within(part, count + " " + what + ", the oldest", Duration.between(oldest, now), limit);
    }

    private static Reading within(Part part, String what, Duration taken, Duration limit) {
        boolean well = taken.compareTo(limit) <= 0;
        var text = what + " after " + text(taken) + ", limit " + text(limit);
        return new Reading(part, well ? Verdict.WELL : Verdict.FAILING, text);
    }

    private static String text(Duration time) {
        return time.compareTo(Duration.ofSeconds(10)) < 0 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }

    /** The fullest disk that any service writes to. */
    private Reading disk() {
        @Nullable String fullest = null;
        int most = -1;
        for (var service : answers.keySet()) {
            int used = data(service, "disk").path("used_percent").asInt(-1);
            if (used > most) {
                most = used;
                fullest = service;
            }
        }
        if (fullest == null) {
            return new Reading(Part.DISK, Verdict.UNKNOWN, "no service writes files");
        }
        return new Reading(
                Part.DISK,
                most > limits.diskUsed() ? Verdict.FAILING : Verdict.WELL,
                most + " % used where " + fullest + " writes files, limit " + limits.diskUsed() + " %");
    }

    /** One fresh backup is enough, whichever service knows of it. */
    private Reading backups() {
        var states = answers.keySet().stream()
                .map(service -> data(service, "backup").path("state").asText())
                .toList();
        if (states.contains("ok")) {
            return new Reading(Part.BACKUPS, Verdict.WELL, "the last one is verified and fresh");
        }
        return states.contains("old")
                ? new Reading(Part.BACKUPS, Verdict.FAILING, "the last verified one is too old")
                : new Reading(Part.BACKUPS, Verdict.UNKNOWN, "none is known");
    }

    /** What a check of trade-service says that is named as the part. */
    private Reading byCheck(Part part) {
        var check = check(Part.TRADE.text(), part.text()).orElse(MissingNode.getInstance());
        var text = check.path("data").properties().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().asText())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return switch (check.path("status").asText()) {
            case "UP" -> new Reading(part, Verdict.WELL, text);
            case "DOWN" -> new Reading(part, Verdict.FAILING, text);
            default -> new Reading(part, Verdict.UNKNOWN, "is not in use");
        };
    }

    private JsonNode data(Part service, String check) {
        return data(service.text(), check);
    }

    private JsonNode data(String service, String check) {
        return check(service, check).map(found -> found.path("data")).orElse(MissingNode.getInstance());
    }

    private Optional<JsonNode> check(String service, String name) {
        return Optional.ofNullable(answers.get(service))
                .map(answer -> answer.component().checks().get(name));
    }
}
