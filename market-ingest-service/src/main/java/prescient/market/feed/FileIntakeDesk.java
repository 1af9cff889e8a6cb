package prescient.market.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;
import prescient.cutover.LegacyRecord;
import prescient.legacy.PythonJson;
import prescient.market.catalogue.CatalogueFile;
import prescient.market.catalogue.CatalogueFile.EventSink;
import prescient.market.catalogue.CatalogueRecords;
import prescient.market.catalogue.LiveFile;
import prescient.market.catalogue.Sight;
import prescient.market.venue.Defect;
import prescient.market.venue.GammaNodes;
import prescient.market.venue.MarketVenue;
import prescient.market.venue.VenuePage;
import prescient.problem.Refused;

/**
 * Takes runs into the legacy files: one at a time in this process, which is the files' only writer. Pages are staged on
 * the disk; the file is replaced once, when the last page was read.
 */
@ApplicationScoped
class FileIntakeDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(120);
    /** A catalogue of more bytes is not held in memory for the database that follows. */
    private static final long FEW_BYTES = 2_000_000;

    private final Cutover cutover;
    private final MarketVenue venue;
    private final LiveFile files;
    private final RunFile runs;
    private final QuarantineFile quarantine;
    private final FeedFile feeds;
    private final InstantSource clock;
    private final AtomicReference<@Nullable String> turn = new AtomicReference<>();

    FileIntakeDesk(
            CutoverDesk cutovers,
            MarketVenue venue,
            LiveFile files,
            RunFile runs,
            QuarantineFile quarantine,
            FeedFile feeds,
            InstantSource clock) {
        this.cutover = cutovers.of(CatalogueFile.FEATURE);
        this.venue = venue;
        this.files = files;
        this.runs = runs;
        this.quarantine = quarantine;
        this.feeds = feeds;
        this.clock = clock;
    }

    /** A run that began in one store cannot end in the other. */
    static Refused otherMode(String runId) {
        return FeedProblem.INGEST_RUNNING.with("the trusted store changed while run " + runId + " read the catalogue");
    }

    /** @throws prescient.problem.Refused with {@code INGEST_RUNNING} while another run reads the catalogue */
    Intake open(String runId, Instant started) {
        if (!turn.compareAndSet(null, runId)) {
            throw FeedProblem.INGEST_RUNNING.with("run " + runId + " has to wait");
        }
        try {
            var staging = new StagingFile(files.dir());
            runs.begin(runId, started);
            return new FileIntake(runId, started, staging);
        } catch (RuntimeException failure) {
            turn.set(null);
            throw failure;
        }
    }

    private final class FileIntake implements Intake {

        private final String runId;
        private final Instant started;
        private final StagingFile staging;
        private final Set<String> events = new HashSet<>();
        private final Set<String> markets = new HashSet<>();
        private final List<Defect> defects = new ArrayList<>();
        private int duplicates;
        private int refused;

        FileIntake(String runId, Instant started, StagingFile staging) {
            this.runId = runId;
            this.started = started;
            this.staging = staging;
        }

        @Override
        public void accept(VenuePage page, Instant at) {
            defects.addAll(page.defects());
            for (var event : page.events()) {
                if (events.add(event.id())) {
                    event.markets().forEach(market -> markets.add(market.id()));
                    staging.add(event.raw(), at);
                } else {
                    duplicates++;
                }
            }
        }

        @Override
        public IngestRun finish(End end) {
            return cutover.write(
                            "ingest", () -> commit(end), () -> Uni.createFrom().<IngestRun>failure(otherMode(runId)))
                    .await()
                    .atMost(DEADLINE);
        }

        /** The legacy file first; what a crash behind it forgets is found out by running again. */
        private Changed<IngestRun> commit(End end) {
            long began = System.nanoTime();
            var catalogue = files.catalogue();
            var before = catalogue.index().byId().keySet();
            if (!events.isEmpty() || whole(end)) {
                catalogue.ingest(sink -> staging.read((raw, at) -> give(raw, at, sink)), () -> whole(end));
            }
            quarantine.keep(venue.name(), defects, runId, clock.instant());
            var taken = new Taken(
                    events.size() - refused,
                    markets.size(),
                    0,
                    duplicates,
                    List.copyOf(defects),
                    !whole(end),
                    (System.nanoTime() - began) / 1_000_000);
            var run = taken.run(runId, started, end).finishedAt(clock.instant().truncatedTo(ChronoUnit.MICROS));
            feeds.note(venue.name(), run, clock.instant());
            runs.keep(List.of(run));
            return changed(catalogue, before, run);
        }

        private boolean whole(End end) {
            return end.incompleteBecause() == null && defects.stream().noneMatch(Defect::loss);
        }

        private void give(String raw, Instant at, EventSink sink) {
            ObjectNode event;
            try {
                event = GammaNodes.object(raw);
                if (raw.contains("\\u") || raw.contains("\\U")) {
                    PythonJson.text(event); // half a character cannot be written to a file
                }
            } catch (IllegalArgumentException unwritable) {
                refused++;
                defects.add(new Defect(
                        "event of run " + runId, "no file can hold it: " + unwritable.getMessage(), raw, true));
                return;
            }
            sink.accept(event, new Sight(at, runId));
        }

        @Override
        public void close() {
            try {
                staging.close();
            } finally {
                runs.end();
                turn.set(null);
            }
        }
    }

    /** What the database has to follow: the whole file, since the place of every event may be another one. */
    private static Changed<IngestRun> changed(CatalogueFile catalogue, Set<String> before, IngestRun run) {
        if (catalogue.bytes(List.of(CatalogueRecords.EVENTS)) > FEW_BYTES) {
            return Changed.many(run);
        }
        List<LegacyRecord> records = catalogue.records(CatalogueRecords.EVENTS);
        return new Changed<>(
                run,
                records.isEmpty()
                        ? before.stream()
                                .map(id -> CatalogueRecords.gone(CatalogueRecords.EVENTS, id))
                                .toList()
                        : records);
    }
}
