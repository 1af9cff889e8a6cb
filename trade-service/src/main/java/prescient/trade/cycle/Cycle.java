package prescient.trade.cycle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.trade.cycle.CycleRequest.Parameters;
import prescient.trade.notification.Notice;
import prescient.trade.notification.Severity;

/**
 * A trading cycle and how far it has come.
 *
 * @param status {@code running}, {@code completed} (every step did its work) or {@code failed} (a step did not)
 * @param steps the steps so far, in order
 * @param summary the figures that matter, once finished
 * @param finishedAt null while running
 */
record Cycle(
        String cycleId,
        int portfolioId,
        Parameters parameters,
        String status,
        List<Step> steps,
        @Nullable Map<String, Object> summary,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    /**
     * One step's outcome.
     *
     * @param status {@code completed}, {@code failed}, or {@code skipped} because a step it needs failed
     * @param counts what it brought
     * @param durationMs how long it took, retries included, in milliseconds
     * @param message why it failed or was skipped, or a remark; null if there is nothing to say
     */
    record Step(
            String name,
            String status,
            Map<String, Object> counts,
            long durationMs,
            @Nullable String message) {

        boolean completed() {
            return status.equals("completed");
        }
    }

    /** What a person is told when a cycle has ended like this: nothing when every step did its work. */
    static List<Notice> notices(String cycleId, List<Step> steps, Instant now) {
        var failed = steps.stream().filter(step -> !step.completed()).toList();
        if (failed.isEmpty()) {
            return List.of();
        }
        var why = failed.stream()
                .map(step -> step.name() + " " + step.status() + ": " + step.message())
                .collect(Collectors.joining("\n"));
        return List.of(Notice.once(
                "cycle/" + cycleId + "/failed",
                "cycle",
                Severity.WARNING,
                "Trading cycle " + cycleId + " failed in " + failed.getFirst().name(),
                why,
                "/trading/cycles/" + cycleId,
                now));
    }

    boolean running() {
        return status.equals("running");
    }

    Optional<Step> step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }
}
