package prescient.signal.backtest;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/**
 * Where a backtest is. Queued becomes running; running becomes done, failed or cancelled, or interrupted by the end of
 * its service, from where it becomes running again.
 */
@RegisterForReflection
public enum BacktestStatus {
    QUEUED,
    RUNNING,
    INTERRUPTED,
    DONE,
    FAILED,
    CANCELLED;

    /** The name in JSON and in the database. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BacktestStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    boolean isEnd() {
        return switch (this) {
            case QUEUED, RUNNING, INTERRUPTED -> false;
            case DONE, FAILED, CANCELLED -> true;
        };
    }
}
