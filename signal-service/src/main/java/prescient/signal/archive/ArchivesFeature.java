package prescient.signal.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Collection;
import prescient.cutover.CutoverConfig;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;

/** The feature {@code signal_archives}: the archives in monthly legacy files or in the table of that name. */
@ApplicationScoped
class ArchivesFeature implements Feature {

    static final String NAME = "signal_archives";

    private final ArchiveRecordTable table;
    private final CutoverConfig cutover;
    private final ObjectMapper json;
    private final @Nullable ArchiveFile live;

    ArchivesFeature(ArchiveRecordTable table, CutoverConfig cutover, ObjectMapper json) {
        this.table = table;
        this.cutover = cutover;
        this.json = json;
        this.live = cutover.legacy()
                .dir()
                .map(dir -> new LegacyFolder(dir, cutover.legacy().zone()))
                .map(folder -> new ArchiveFile(folder, true, json))
                .orElse(null);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Collection> collections() {
        return List.of(new Collection(LegacyArchive.COLLECTION, Collection.Comparison.ROWS));
    }

    @Override
    public RecordFile file() {
        var folder = cutover.legacy().dir().orElseThrow(ArchivesFeature::noFolder);
        return new ArchiveRecordFile(live(), folder, cutover.legacy().zone());
    }

    @Override
    public RecordFile file(LegacyFolder folder) {
        return new ArchiveRecordFile(
                new ArchiveFile(folder, false, json),
                folder.path(),
                cutover.legacy().zone());
    }

    @Override
    public RecordStore database() {
        return table;
    }

    @Override
    public @Nullable String defect(LegacyRecord fromFile) {
        var known = fromFile.notes().get(LegacyArchive.DEFECT);
        if (known != null) {
            return known;
        }
        try {
            LegacyArchive.of(fromFile, cutover.legacy().zone());
            return null;
        } catch (IllegalArgumentException defect) {
            return String.valueOf(defect.getMessage());
        }
    }

    /** The live file store. */
    ArchiveFile live() {
        if (live == null) {
            throw noFolder();
        }
        return live;
    }

    @PreDestroy
    void close() {
        if (live != null) {
            live.close();
        }
    }

    private static IllegalStateException noFolder() {
        return new IllegalStateException("no legacy folder is configured");
    }
}
