package prescient.signal.signal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;

/** Where a signal is in its life. The moves are listed here once; the SQL asks for them. */
public enum SignalStatus {
    /** Stored, offered to whoever claims first. */
    GENERATED,
    /** Leased to one claimant until a deadline; afterwards it may be claimed again. */
    CLAIMED,
    /** A trade exists. Final. */
    EXECUTED,
    /** A rule forbade the trade. Final. */
    DENIED,
    /** Too old to be handed out. Final but for one thing: a trade that was on its way. */
    EXPIRED;

    /** The statuses a signal of this status may get next. */
    Set<SignalStatus> next() {
        return switch (this) {
            // An outcome without a claim happens after a restore from a backup that is older than the claim.
            case GENERATED -> EnumSet.of(CLAIMED, EXECUTED, DENIED, EXPIRED);
            case CLAIMED -> EnumSet.of(CLAIMED, EXECUTED, DENIED, EXPIRED);
            // The executor sent the order in time and told us late: the trade exists, so it wins.
            case EXPIRED -> EnumSet.of(EXECUTED);
            case EXECUTED, DENIED -> EnumSet.noneOf(SignalStatus.class);
        };
    }

    boolean mayBecome(SignalStatus other) {
        return next().contains(other);
    }

    /** Texts of the statuses from which {@code target} may be reached, for a statement. */
    static String[] before(SignalStatus target) {
        return Arrays.stream(values())
                .filter(status -> status.mayBecome(target))
                .map(SignalStatus::text)
                .toArray(String[]::new);
    }

    /** As written in JSON and in the database. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The status of a database row.
     *
     * @throws IllegalArgumentException for any other text
     */
    static SignalStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /**
     * The query parameter {@code status}.
     *
     * @param text null when absent
     * @return its text in the database, null when absent
     * @throws prescient.problem.Refused with {@code INVALID_PARAMETER}
     */
    static @Nullable String parameter(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(values())
                .map(SignalStatus::text)
                .filter(text::equals)
                .findFirst()
                .orElseThrow(() -> RequestProblem.INVALID_PARAMETER.with(
                        "status is generated, claimed, executed, denied or expired"));
    }
}
