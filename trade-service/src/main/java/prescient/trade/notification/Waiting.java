package prescient.trade.notification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice that waits to be sent over a channel.
 *
 * @param told the how manieth time it is told
 * @param messageId of the message it was sent with before; null when it was not yet
 * @param attempts that failed
 */
record Waiting(Notice notice, int told, @Nullable String messageId, int attempts) {

    /** Of what is sent alone: the same for the same telling, wherever and however often it is sent. */
    String name() {
        return notice.key() + "#" + told;
    }

    /** When it is to be tried again after one more failure. */
    static Instant next(Instant now, int attempts, NotificationConfig config) {
        long factor = 1L << Math.clamp(attempts, 0, 30);
        var longest = config.longestPause();
        var first = config.firstPause();
        boolean enough = first.toMillis() > longest.toMillis() / factor;
        return now.plus(enough ? longest : Duration.ofMillis(first.toMillis() * factor));
    }
}
