package prescient.trade.active;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how old the oldest needed word of each feed is, and raises one alarm when it becomes too old. It decides
 * nothing: protection goes on with what is known. Safe for any thread.
 */
@ApplicationScoped
class FeedWatch {

    private static final Logger LOG = Logger.getLogger(FeedWatch.class);

    /** What a tick needs. */
    enum Feed {
        PRICE,
        BOOK,
        PROBABILITY;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A feed as it is told.
     *
     * @param state idle when nothing needs the feed, live while it speaks, stale when it is silent
     * @param at of the oldest word that is in use; null when there is none
     * @param silent what has had no fresh word, at most ten
     */
    record FeedState(String feed, String state, @Nullable Instant at, List<String> silent) {}

    private static final int SHOWN = 10;

    private final Duration staleAfter;
    private final InstantSource clock;
    private final Map<Feed, Map<String, Instant>> words = new ConcurrentHashMap<>();
    private final Map<Feed, List<String>> alarmed = new ConcurrentHashMap<>();

    FeedWatch(ActiveConfig config, InstantSource clock) {
        this.staleAfter = config.staleAfter();
        this.clock = clock;
    }

    /**
     * Takes in a tick.
     *
     * @param needed what was asked of the feed; what is no longer needed is forgotten
     * @param heard the time of each word that came
     */
    void heard(Feed feed, List<String> needed, Map<String, Instant> heard) {
        var now = clock.instant();
        var known = words.computeIfAbsent(feed, key -> new ConcurrentHashMap<>());
        known.keySet().retainAll(needed);
        needed.forEach(name -> known.merge(name, heard.getOrDefault(name, Instant.MIN), FeedWatch::later));
        // Who is asked for the first time has as long to answer as everybody.
        known.replaceAll((name, at) -> at.equals(Instant.MIN) ? now : at);
        var silent = silent(feed);
        var before = alarmed.put(feed, silent);
        if (!silent.isEmpty() && (before == null || before.isEmpty())) {
            LOG.warnf("the feed of %s is silent for %s: trades are judged by what was last known", feed.wire(), silent);
        } else if (silent.isEmpty() && before != null && !before.isEmpty()) {
            LOG.infof("the feed of %s speaks again", feed.wire());
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private List<String> silent(Feed feed) {
        var limit = clock.instant().minus(staleAfter);
        return words.getOrDefault(feed, Map.of()).entrySet().stream()
                .filter(word -> word.getValue().isBefore(limit))
                .map(Map.Entry::getKey)
                .sorted()
                .limit(SHOWN)
                .toList();
    }

    private @Nullable Instant oldest(Feed feed) {
        return words.getOrDefault(feed, Map.of()).values().stream()
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Seconds since the oldest word in use; 0 when nothing needs the feed. */
    double age(Feed feed) {
        var oldest = oldest(feed);
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }

    List<FeedState> states() {
        var states = new ArrayList<FeedState>();
        for (var feed : Feed.values()) {
            var oldest = oldest(feed);
            var silent = silent(feed);
            var state = oldest == null ? "idle" : silent.isEmpty() ? "live" : "stale";
            states.add(new FeedState(feed.wire(), state, oldest, silent));
        }
        return states;
    }
}
