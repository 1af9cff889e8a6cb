package prescient.market.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Collection;
import prescient.cutover.Collection.Comparison;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.Mode;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;
import prescient.market.catalogue.CatalogueFile;
import prescient.market.catalogue.CatalogueRecords;
import prescient.market.catalogue.LiveFile;
import prescient.market.venue.Ids;

/** The catalogue as something that can be cut over: all events, and those events and markets the filters chose. */
@ApplicationScoped
class EventsFeature implements Feature {

    private static final List<Collection> COLLECTIONS = CatalogueRecords.COLLECTIONS.stream()
            .map(name -> new Collection(name, Comparison.CHUNKS))
            .toList();

    private final LiveFile files;
    private final CatalogueRecordTable table;
    private final HandOverDesk handOver;

    EventsFeature(LiveFile files, CatalogueRecordTable table, HandOverDesk handOver) {
        this.files = files;
        this.table = table;
        this.handOver = handOver;
    }

    @Override
    public String name() {
        return CatalogueFile.FEATURE;
    }

    @Override
    public List<Collection> collections() {
        return COLLECTIONS;
    }

    @Override
    public RecordFile file() {
        return files.catalogue();
    }

    @Override
    public RecordFile file(LegacyFolder folder) {
        return new CatalogueFile(folder, false);
    }

    @Override
    public RecordStore database() {
        return table;
    }

    /** Everything but the id is the venue's own and is kept as it is. */
    @Override
    public @Nullable String defect(LegacyRecord fromFile) {
        var id = fromFile.value().path("id");
        if (id.isMissingNode()) {
            return "it has no id";
        }
        if (!id.isTextual()) {
            return "its id is not text";
        }
        return Ids.valid(id.asText()) ? null : "its id is not one of 1 to 200 characters [A-Za-z0-9._:-]";
    }

    @Override
    public void handOver(Mode from, Mode to) {
        if (from.trustsFile() && !to.trustsFile()) {
            handOver.toTables();
        } else if (!from.trustsFile() && to.trustsFile()) {
            handOver.toFiles();
        }
    }
}
