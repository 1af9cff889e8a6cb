package prescient.signal.archive;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.signal.signal.SignalStore;

/** Archives in the store that is trusted; the signals come from the store that is trusted for them. */
@ApplicationScoped
class ArchiveStore {

    private final ArchiveTable table;
    private final ArchivesFeature feature;
    private final SignalStore signals;
    private final Cutover cutover;

    ArchiveStore(ArchiveTable table, ArchivesFeature feature, SignalStore signals, CutoverDesk cutovers) {
        this.table = table;
        this.feature = feature;
        this.signals = signals;
        this.cutover = cutovers.of(ArchivesFeature.NAME);
    }

    /** Keeps a run's signals as they were generated; the first archive of a run stays. */
    Uni<ArchiveResult> archive(String runId, Instant now) {
        return signals.legacyForm(runId)
                .chain(found -> cutover.write(
                        "archive",
                        () -> feature.live().archive(runId, now, found),
                        () -> table.archive(runId, now, found)));
    }

    /** The newest archives. */
    Uni<List<Archive>> newest(int limit) {
        return cutover.read(
                "newest", () -> feature.live().newest(limit), () -> table.newest(limit), ArchiveStore::comparable);
    }

    /** Numbers of archives differ between the stores, and so may the month of one that was made at its very end. */
    private static List<Shown> comparable(List<Archive> archives) {
        return archives.stream()
                .map(archive -> new Shown(
                        archive.archivedAt(),
                        archive.signals().stream().map(ArchiveStore::text).toList()))
                .toList();
    }

    private static Map<String, String> text(Map<String, @Nullable Object> signal) {
        var text = new java.util.HashMap<String, String>();
        signal.forEach((key, value) -> text.put(key, String.valueOf(value)));
        return text;
    }

    /** What of an archive is the same in both stores. */
    private record Shown(Instant archivedAt, List<Map<String, String>> signals) {}
}
