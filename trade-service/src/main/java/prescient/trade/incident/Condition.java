package prescient.trade.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a part is, as far as repeated evidence says.
 *
 * @param state entered and left by several looks in a row
 * @param since when it was entered
 * @param cause the part it fails because of; null unless it fails, its own name when it is the cause
 * @param evidence of the last look
 * @param observedAt when that was
 */
@Schema(name = "PartCondition")
public record Condition(
        State state, Instant since, @Nullable String cause, String evidence, Instant observedAt) {

    /** What a part can be. */
    @Schema(name = "PartState")
    public enum State {
        WELL,
        FAILING,
        UNKNOWN;

        /** As in bodies. */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same but for what the last look saw. */
    boolean isSame(@Nullable Condition other) {
        return other != null
                && state == other.state
                && since.equals(other.since)
                && java.util.Objects.equals(cause, other.cause);
    }
}
