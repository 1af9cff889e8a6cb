package prescient.market.live;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a feed stands, at one moment.
 *
 * @param startedAt since when it listens; null for one that is not configured
 * @param heardAt when something was last heard; null when nothing ever was
 * @param datumAt the newest datum's own time; null when there is none
 * @param reconnects connections after the first one
 * @param gaps times reported as not known since the start
 * @param waiting rows that wait for the database
 * @param idle whether there is nothing to be heard now, so that silence means nothing
 * @param staleAfter how long it may be silent before somebody should look
 */
public record FeedHealth(
        String feed,
        boolean connected,
        @Nullable Instant startedAt,
        @Nullable Instant heardAt,
        @Nullable Instant datumAt,
        long reconnects,
        long gaps,
        long waiting,
        boolean idle,
        Duration staleAfter) {

    /** A feed that is not configured. */
    public static FeedHealth off(String feed) {
        return new FeedHealth(feed, false, null, null, null, 0, 0, 0, true, Duration.ZERO);
    }

    /** Since when nothing was heard; null for one that is not configured. */
    public @Nullable Instant silentSince() {
        return heardAt == null ? startedAt : heardAt;
    }

    /** Whether it has been silent for longer than it may. */
    public boolean isStale(Instant now) {
        var since = silentSince();
        return !idle && since != null && Duration.between(since, now).compareTo(staleAfter) > 0;
    }
}
