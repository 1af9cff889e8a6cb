package prescient.trade.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much something matters, least first. */
@Schema(name = "NotificationSeverity")
public enum Severity {
    /** Good to know. */
    INFO,
    /** Somebody should look at it during the day. */
    WARNING,
    /** Somebody should look at it now; it is told in quiet hours, too. */
    CRITICAL;

    /** As in bodies and tables, for instance {@code warning}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Severity of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
