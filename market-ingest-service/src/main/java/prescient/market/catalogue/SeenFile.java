package prescient.market.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Instant;
import prescient.legacy.SideFile;

/**
 * Keeps beside the file of events when each was seen. It belongs to one version of that file; a version that somebody
 * else wrote, or that a crash left without it, counts as seen when it was written.
 */
final class SeenFile {

    private final SideFile file;

    SeenFile(Path dir) {
        file = new SideFile(dir, "events-seen");
    }

    Sights of(CachedFile.Version version) {
        var unknown = Sights.all(new Sight(Instant.ofEpochMilli(version.modified()), null));
        return file.read()
                .filter(kept -> kept.path("bytes").asLong() == version.bytes()
                        && kept.path("modified").asLong() == version.modified())
                .map(kept -> Sights.of(kept.path("sights")))
                .orElse(unknown);
    }

    void write(CachedFile.Version version, Sights sights) {
        var kept = JsonNodeFactory.instance.objectNode();
        kept.put("bytes", version.bytes());
        kept.put("modified", version.modified());
        kept.set("sights", sights.json());
        file.write(kept);
    }
}
