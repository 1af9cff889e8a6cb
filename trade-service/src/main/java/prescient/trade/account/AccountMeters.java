package prescient.trade.account;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import prescient.trade.kalshi.KalshiStore;

/** Counts what came of looking at accounts. Safe for many threads. */
@Startup
@ApplicationScoped
class AccountMeters {

    private static final List<String> EVENTS = List.of("opened", "lost", "gap");

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> differences = new HashMap<>();

    AccountMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var environment : KalshiStore.environments()) {
            differences.put(
                    environment,
                    registry.gauge(
                            "prescient.account.differences", Tags.of("environment", environment), new AtomicLong()));
            EVENTS.forEach(event -> sockets(environment, event));
            for (var list : Part.values()) {
                walks(environment, list, true);
                walks(environment, list, false);
                changes(environment, list);
            }
        }
    }

    void synced(SyncReport report) {
        for (var walked : report.lists()) {
            walks(report.environment(), walked.list(), walked.problem() == null).increment();
            changes(report.environment(), walked.list()).increment(walked.changed());
        }
    }

    void differing(String environment, int figures) {
        differences.getOrDefault(environment, new AtomicLong()).set(figures);
    }

    /** A socket that was opened, was lost or told of a gap. */
    void socket(String environment, String event) {
        sockets(environment, event).increment();
    }

    private Counter walks(String environment, Part list, boolean complete) {
        var outcome = complete ? "complete" : "failed";
        return registry.counter(
                "prescient.account.walks",
                Tags.of("environment", environment, "list", list.wireName(), "outcome", outcome));
    }

    private Counter changes(String environment, Part list) {
        return registry.counter(
                "prescient.account.rows.changed", Tags.of("environment", environment, "list", list.wireName()));
    }

    private Counter sockets(String environment, String event) {
        return registry.counter("prescient.account.socket", Tags.of("environment", environment, "event", event));
    }
}
