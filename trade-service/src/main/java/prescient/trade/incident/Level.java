package prescient.trade.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import prescient.trade.notification.Severity;

/** How bad it is. */
public enum Level {
    NONE,
    /** Something fails, and trading goes on. */
    WARNING,
    /** Several parts that trading needs fail. */
    CRITICAL,
    /** The failure has spread. */
    CASCADING;

    /** As in bodies, for instance {@code cascading}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people are told of it. */
    Severity severity() {
        return switch (this) {
            case NONE -> Severity.INFO;
            case WARNING -> Severity.WARNING;
            case CRITICAL, CASCADING -> Severity.CRITICAL;
        };
    }

    /** As in meters. */
    int number() {
        return switch (this) {
            case NONE -> 0;
            case WARNING -> 1;
            case CRITICAL -> 2;
            case CASCADING -> 3;
        };
    }
}
