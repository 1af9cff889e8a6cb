package prescient.trade.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits to be sent, as the relay needs it: in tables, or in memory while there are none. Blocks. */
interface NotificationStore {

    /** The most that one round takes. */
    int MOST = 100;

    /** What is due at {@code now} over a channel, oldest first, at most {@link #MOST}. */
    List<Waiting> due(String channel, boolean onlyCritical, Instant now);

    /** Notes which message these go with, before it is sent. */
    void claim(String channel, String messageId, List<Waiting> waiting);

    /** The message was taken; it is not sent again. */
    void delivered(String channel, String messageId, Instant now);

    /**
     * It was not taken.
     *
     * @param next when to try again; null when it is given up
     */
    void failed(String channel, String messageId, String error, @Nullable Instant next, Instant now);
}
