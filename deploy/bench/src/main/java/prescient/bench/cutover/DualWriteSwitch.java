package prescient.bench.cutover;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import prescient.bench.Api;
import prescient.local.Suite;

/** Takes the features that a trade writes to dual-write and back, in the running services. */
final class DualWriteSwitch {

    private static final List<String> FEATURES = List.of("trades", "portfolio");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Suite suite;
    private final Api api;

    DualWriteSwitch(Suite suite, Api api) {
        this.suite = suite;
        this.api = api;
    }

    /** Files only from now on. */
    void off() throws InterruptedException {
        ask("rollback");
    }

    /** Dual-write from now on; returns when the database has all that is in the files, as two comparisons said. */
    void on() throws InterruptedException {
        var since = suite.clock().instant();
        ask("advance");
        for (var feature : FEATURES) {
            await(feature + " to be compared", () -> isCompared(feature, since));
        }
    }

    /** Returns when nothing is missing in the database, and nobody is about to compare the stores because it was. */
    void settle() throws InterruptedException {
        for (var feature : FEATURES) {
            var since = suite.clock().instant();
            if (!isInStep(feature)) {
                await(feature + " to be in step", () -> isInStep(feature));
                await(feature + " to be compared", () -> isCompared(feature, since));
            }
        }
    }

    private void ask(String verb) throws InterruptedException {
        var why = new ObjectMapper().createObjectNode().put("by", "benchmark").put("reason", "turns of the benchmark");
        for (var feature : FEATURES) {
            api.post(suite.gatewayUrl() + "/cutover/" + feature + "/" + verb, why);
        }
    }

    private boolean isInStep(String feature) {
        var mirror = state(feature).path("mirror");
        return !mirror.path("unrepaired").asBoolean(true)
                && mirror.path("records").asInt(1) == 0;
    }

    private boolean isCompared(String feature, Instant since) {
        var parity = state(feature).path("parity");
        return isInStep(feature)
                && parity.path("clean").asBoolean()
                && parity.path("checked_at").isTextual()
                && Instant.parse(parity.path("checked_at").asText()).isAfter(since);
    }

    private com.fasterxml.jackson.databind.JsonNode state(String feature) {
        try {
            return api.get(suite.gatewayUrl() + "/cutover/" + feature);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while " + feature + " was looked at", stopping);
        }
    }

    private static void await(String what, BooleanSupplier reached) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
