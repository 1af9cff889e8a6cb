package prescient.forecast.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A forecast cycle and how far it has come.
 *
 * @param status {@code running}, {@code completed} (every step did its work) or {@code failed} (a step did not)
 * @param steps the steps so far, in order
 * @param startedAt the time of all records of the cycle, whole microseconds
 * @param finishedAt null while running
 */
record Cycle(
        String cycleId,
        Parameters parameters,
        String status,
        List<Step> steps,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    /** The environment of the paper exchange. */
    static final String PAPER = "paper";

    /** Whose days are the trade dates, and whose offset the records' times have, as in the legacy files. */
    static final ZoneId BUSINESS = ZoneId.of("America/New_York");

    /**
     * What a cycle runs with.
     *
     * @param env a part of every key
     * @param live whether orders are sent; a part of every key about money
     * @param anyHour false: a city is only decided on while its own clocks show the 13th hour
     */
    record Parameters(String env, boolean live, boolean anyHour, Part part) {}

    /**
     * One step's outcome.
     *
     * @param status {@code completed}, {@code failed}, or {@code skipped} because a step it needs failed
     * @param counts what it brought
     * @param durationMs how long it took, in milliseconds
     * @param message why it failed or was skipped, or what it had to leave out; null if there is nothing to say
     */
    record Step(
            String name,
            String status,
            Map<String, Object> counts,
            long durationMs,
            @Nullable String message) {

        boolean isCompleted() {
            return status.equals("completed");
        }
    }

    boolean isRunning() {
        return status.equals("running");
    }

    Optional<Step> step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }

    /** The same cycle when these steps have ended. */
    Cycle with(List<Step> ended) {
        return new Cycle(cycleId, parameters, status, List.copyOf(ended), startedAt, finishedAt);
    }

    /** The time of its records. */
    OffsetDateTime at() {
        return startedAt.atZone(BUSINESS).toOffsetDateTime();
    }

    /** The day whose markets are decided on. */
    LocalDate day() {
        return at().toLocalDate();
    }
}
