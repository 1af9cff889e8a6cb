package prescient.trade.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.trade.incident.Condition.State;
import prescient.trade.incident.Reading.Verdict;

/**
 * How often in a row each part was seen failing or well: a single look never changes anything. Counts begin anew with
 * the process. Not for several threads.
 */
final class Streaks {

    private final IncidentConfig config;
    private final Map<Part, Streak> streaks = new EnumMap<>(Part.class);
    private @Nullable Instant begun;

    Streaks(IncidentConfig config) {
        this.config = config;
    }

    private record Streak(int failing, int well, boolean everWell) {

        static final Streak NONE = new Streak(0, 0, false);

        Streak next(Verdict verdict) {
            return switch (verdict) {
                case WELL -> new Streak(0, well + 1, true);
                case FAILING -> new Streak(failing + 1, 0, everWell);
                case UNKNOWN -> this;
            };
        }
    }

    /** Counts a reading in, and says what the part is after it. */
    Condition next(Reading reading, @Nullable Condition before, Instant now) {
        if (begun == null) {
            begun = now;
        }
        var streak = streaks.getOrDefault(reading.part(), Streak.NONE).next(reading.verdict());
        streaks.put(reading.part(), streak);
        var state = state(reading, streak, before, now);
        var since = before == null || before.state() != state ? now : before.since();
        return new Condition(state, since, null, reading.evidence(), now);
    }

    private State state(Reading reading, Streak streak, @Nullable Condition before, Instant now) {
        if (before != null && before.state() == State.FAILING) {
            return streak.well() >= config.leaveAfter() ? State.WELL : State.FAILING;
        }
        boolean known = streak.everWell() || (before != null && before.state() == State.WELL);
        if (streak.failing() >= config.enterAfter() && (known || hasStarted(now))) {
            return State.FAILING;
        }
        return switch (reading.verdict()) {
            case WELL -> State.WELL;
            case UNKNOWN -> State.UNKNOWN;
            case FAILING -> before == null ? State.UNKNOWN : before.state();
        };
    }

    private boolean hasStarted(Instant now) {
        return begun != null && Duration.between(begun, now).compareTo(config.startGrace()) >= 0;
    }

    /** The last look that found anything found it failing. */
    boolean failsNow(Part part) {
        return streaks.getOrDefault(part, Streak.NONE).failing() > 0;
    }
}
