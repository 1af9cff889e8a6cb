package prescient.trade.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far one telling has come over one channel.
 *
 * @param messageId of the message it goes with: {@code Idempotency-Key} of the webhook, and in the {@code Message-ID}
 *     of the mail; null before it was first sent
 * @param attempts that failed
 * @param nextAt when it is tried, or was last to be
 * @param error of the last attempt that failed; null without one
 * @param endedAt when it was delivered or given up; null while it waits
 */
@Schema(name = "NotificationDelivery")
public record Delivery(
        State state,
        @Nullable String messageId,
        int attempts,
        Instant nextAt,
        @Nullable String error,
        @Nullable Instant endedAt) {

    /** What can have become of it. */
    @Schema(name = "NotificationState")
    public enum State {
        /** It is to be sent, now, after a pause, or when quiet hours end. */
        WAITING,
        DELIVERED,
        /** Given up after too many attempts, and kept. */
        UNDELIVERED;

        /** As in bodies and tables. */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Delivery first(Instant at) {
        return new Delivery(State.WAITING, null, 0, at, null, null);
    }

    boolean waits() {
        return state == State.WAITING;
    }

    Delivery with(String message) {
        return new Delivery(state, message, attempts, nextAt, error, endedAt);
    }

    Delivery delivered(Instant now) {
        return new Delivery(State.DELIVERED, messageId, attempts, nextAt, error, now);
    }

    /** @param next null when it is given up */
    Delivery failed(String why, @Nullable Instant next, Instant now) {
        return next == null
                ? new Delivery(State.UNDELIVERED, messageId, attempts + 1, nextAt, why, now)
                : new Delivery(State.WAITING, messageId, attempts + 1, next, why, null);
    }
}
