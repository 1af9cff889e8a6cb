package prescient.market.feed;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.database.DatabaseAbsent;
import prescient.database.DatabasePulse;
import prescient.market.catalogue.CatalogueFile;

/** How fresh the feeds are, from the store that is trusted. */
@ApplicationScoped
class FeedStore {

    private final Cutover cutover;
    private final FeedFile file;
    private final FeedTable table;
    private final DatabasePulse pulse;

    FeedStore(CutoverDesk cutovers, FeedFile file, FeedTable table, DatabasePulse pulse) {
        this.cutover = cutovers.of(CatalogueFile.FEATURE);
        this.file = file;
        this.table = table;
        this.pulse = pulse;
    }

    /**
     * All feeds. A database that gave no sign of life lately is not asked, since a probe is no reason to hold one more
     * of its connections; that is a failure, never an answer.
     */
    Uni<List<Feed>> all() {
        return cutover.read(
                "feeds",
                file::all,
                () -> pulse.last().up()
                        ? table.all()
                        : Uni.createFrom().failure(new DatabaseAbsent("PostgreSQL gives no sign of life")),
                found -> "not comparable");
    }
}
