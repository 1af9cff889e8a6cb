package prescient.market.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.json.JsonSettings;
import prescient.legacy.SideFile;
import prescient.market.catalogue.LiveFile;

/** Keeps beside the legacy files how fresh each feed is. Blocking, safe for concurrent use. */
@ApplicationScoped
public class FeedFile {

    private final LiveFile files;
    private final ObjectMapper json = JsonSettings.mapper();
    private @Nullable SideFile file;
    private @Nullable Map<String, Feed> feeds;

    FeedFile(LiveFile files) {
        this.files = files;
    }

    /** All feeds that ever were tried, by name. */
    synchronized List<Feed> all() {
        return List.copyOf(known().values());
    }

    /**
     * Notes an attempt of a feed.
     *
     * @param problem what stopped it; null when it brought everything
     */
    public synchronized void note(String feed, String venue, Instant at, @Nullable String problem, long rows) {
        var before = known().get(feed);
        note(new Feed(
                feed,
                venue,
                at,
                problem == null ? at : before == null ? null : before.lastSuccessAt(),
                before == null ? null : before.lastRunId(),
                problem,
                problem == null ? rows : before == null ? 0 : before.rows()));
    }

    /** Notes an attempt of the catalogue. */
    synchronized void note(String venue, IngestRun run, Instant at) {
        var before = known().get("catalogue");
        boolean complete = run.status() == RunStatus.COMPLETE;
        note(new Feed(
                "catalogue",
                venue,
                at,
                complete ? at : before == null ? null : before.lastSuccessAt(),
                run.runId(),
                run.reason(),
                complete ? run.markets() : before == null ? 0 : before.rows()));
    }

    /** Takes over what another store knew. */
    synchronized void keep(Collection<Feed> others) {
        var all = new TreeMap<>(known());
        others.forEach(feed -> all.put(feed.feed(), feed));
        write(all);
    }

    private void note(Feed feed) {
        keep(List.of(feed));
    }

    private void write(Map<String, Feed> all) {
        var kept = JsonNodeFactory.instance.objectNode();
        var list = kept.putArray("feeds");
        all.values().forEach(feed -> list.add(json.<ObjectNode>valueToTree(feed)));
        side().write(kept);
        feeds = all;
    }

    private Map<String, Feed> known() {
        var now = feeds;
        if (now == null) {
            var all = new TreeMap<String, Feed>();
            side().read()
                    .ifPresent(kept -> kept.path("feeds").forEach(each -> {
                        try {
                            var feed = json.treeToValue(each, Feed.class);
                            all.put(feed.feed(), feed);
                        } catch (JsonProcessingException unreadable) {
                            throw new UncheckedIOException(
                                    "a feed kept beside the legacy files cannot be read", unreadable);
                        }
                    }));
            now = all;
            feeds = now;
        }
        return now;
    }

    private SideFile side() {
        var opened = file;
        if (opened == null) {
            opened = new SideFile(files.dir(), "events-feeds");
            file = opened;
        }
        return opened;
    }
}
