package prescient.market.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.json.JsonSettings;
import prescient.legacy.SideFile;
import prescient.market.catalogue.LiveFile;

/** Keeps the results of runs beside the legacy files, the last few hundred. Blocking, safe for concurrent use. */
@ApplicationScoped
class RunFile {

    /** Older ones are forgotten; nobody repeats them any more. */
    static final int MOST = 500;

    private static final Comparator<IngestRun> NEWEST_FIRST = Comparator.comparing(IngestRun::startedAt)
            .thenComparing(IngestRun::runId)
            .reversed();

    private final LiveFile files;
    private final ObjectMapper json = JsonSettings.mapper();
    private @Nullable SideFile file;
    private @Nullable Map<String, IngestRun> finished;
    private @Nullable IngestRun running;

    RunFile(LiveFile files) {
        this.files = files;
    }

    synchronized Optional<IngestRun> find(String runId) {
        var known = finished().get(runId);
        var now = running;
        return known == null && now != null && now.runId().equals(runId)
                ? Optional.of(now)
                : Optional.ofNullable(known);
    }

    /**
     * Newest first.
     *
     * @param before a run id whose page this one continues; null for the first page
     */
    synchronized List<IngestRun> list(@Nullable String before, int limit) {
        var all = new ArrayList<>(finished().values());
        if (running != null) {
            all.removeIf(run -> run.runId().equals(running.runId()));
            all.add(running);
        }
        all.sort(NEWEST_FIRST);
        int from = 0;
        if (before != null) {
            var ids = all.stream().map(IngestRun::runId).toList();
            from = ids.contains(before) ? ids.indexOf(before) + 1 : all.size();
        }
        return List.copyOf(all.subList(from, Math.min(all.size(), from + limit)));
    }

    /** Notes that a run begins. A crash forgets it, so that it is run again. */
    synchronized void begin(String runId, Instant at) {
        running = new IngestRun(
                runId, RunStatus.RUNNING, 0, 0, 0, 0, 0, 0, 0, null, at, null, null, new IngestRun.Steps(null, null));
    }

    /** The run that began does not go on. */
    synchronized void end() {
        running = null;
    }

    /** Keeps results; durable when it returns. */
    synchronized void keep(Collection<IngestRun> runs) {
        var all = new LinkedHashMap<>(finished());
        runs.forEach(run -> all.put(run.runId(), run));
        var newest = all.values().stream().sorted(NEWEST_FIRST).limit(MOST).toList();
        var kept = JsonNodeFactory.instance.objectNode();
        var list = kept.putArray("runs");
        newest.forEach(run -> list.add(json.<ObjectNode>valueToTree(run)));
        side().write(kept);
        finished = byId(newest);
    }

    private Map<String, IngestRun> finished() {
        var known = finished;
        if (known == null) {
            var all = new ArrayList<IngestRun>();
            side().read().ifPresent(kept -> kept.path("runs").forEach(each -> all.add(run(each))));
            known = byId(all);
            finished = known;
        }
        return known;
    }

    private IngestRun run(com.fasterxml.jackson.databind.JsonNode each) {
        try {
            return json.treeToValue(each, IngestRun.class);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException("a run kept beside the legacy files cannot be read", unreadable);
        }
    }

    private SideFile side() {
        var opened = file;
        if (opened == null) {
            opened = new SideFile(files.dir(), "events-runs");
            file = opened;
        }
        return opened;
    }

    private static Map<String, IngestRun> byId(List<IngestRun> runs) {
        var map = new LinkedHashMap<String, IngestRun>();
        runs.forEach(run -> map.put(run.runId(), run));
        return map;
    }
}
