package prescient.market.feed;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a run got. Only a complete one says anything about what is no longer listed. */
public enum RunStatus {
    RUNNING,
    COMPLETE,
    INCOMPLETE;

    /** The name in JSON and in rows. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
