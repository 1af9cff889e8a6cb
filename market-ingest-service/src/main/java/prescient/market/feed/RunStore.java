package prescient.market.feed;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.market.catalogue.CatalogueFile;

/** Runs, in the store that is trusted. */
@ApplicationScoped
class RunStore {

    private final Cutover cutover;
    private final RunFile file;
    private final RunTable table;
    private final FileIntakeDesk files;
    private final TableIntakeDesk tables;

    RunStore(CutoverDesk cutovers, RunFile file, RunTable table, FileIntakeDesk files, TableIntakeDesk tables) {
        this.cutover = cutovers.of(CatalogueFile.FEATURE);
        this.file = file;
        this.table = table;
        this.files = files;
        this.tables = tables;
    }

    Uni<Optional<IngestRun>> find(String runId) {
        // Runs reach the database when the mode changes, so there is nothing to compare before.
        return cutover.read("run", () -> file.find(runId), () -> table.find(runId), found -> "not comparable");
    }

    /**
     * Newest first.
     *
     * @param before a run id whose page this one continues; null for the first page
     */
    Uni<List<IngestRun>> list(@Nullable String before, int limit) {
        return cutover.read(
                "runs", () -> file.list(before, limit), () -> table.list(before, limit), found -> "not comparable");
    }

    /**
     * Begins a run that is to be closed.
     *
     * @return subscribed on a virtual thread; fails with {@code INGEST_RUNNING} while another one reads the catalogue
     */
    Uni<Intake> open(String runId, Instant started) {
        return cutover.write(
                "ingest-begin",
                () -> Changed.<Intake>nothing(files.open(runId, started)),
                () -> Uni.createFrom().item(() -> tables.open(runId, started)));
    }
}
