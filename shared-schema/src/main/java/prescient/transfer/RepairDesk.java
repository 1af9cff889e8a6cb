package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Feature;
import prescient.cutover.Repair;
import prescient.cutover.TransferState.ParityCheck;

/**
 * Brings the database back to what the live files say. Records that only the database has are reported by the
 * comparison, never deleted. Blocks.
 */
@ApplicationScoped
class RepairDesk implements Repair {

    private final PairDesk pairs;
    private final ParityDesk parity;
    private final QuarantineTable quarantine;
    private final TransferMeters meters;
    private final InstantSource clock;
    private final int batchRecords;

    RepairDesk(
            PairDesk pairs,
            ParityDesk parity,
            QuarantineTable quarantine,
            TransferMeters meters,
            InstantSource clock,
            TransferConfig config) {
        this.pairs = pairs;
        this.parity = parity;
        this.quarantine = quarantine;
        this.meters = meters;
        this.clock = clock;
        this.batchRecords = config.batchRecords();
    }

    @Override
    public long run(Feature feature, boolean full) {
        return run(feature, full, new Progress(), null);
    }

    /**
     * As {@link #run(Feature, boolean)}.
     *
     * @param progress is told how far it is
     * @param job that does it, null when none does
     */
    long run(Feature feature, boolean full, Progress progress, @Nullable String job) {
        var first = take(feature, full ? Intake.Rule.FILE_WINS_ALL : Intake.Rule.FILE_WINS, progress, job);
        if (first.databaseHadMore() && !full && feature.database().placesAreUnique()) {
            // What is too much gives way to the records in its place.
            take(feature, Intake.Rule.FILE_WINS_ALL, new Progress(), job);
        }
        if (first.databaseHadMore() && !first.emptyCollections().isEmpty()) {
            feature.database().letGo(first.emptyCollections());
        }
        meters.repaired(feature.name(), progress.written.sum());
        return progress.written.sum();
    }

    private Intake take(Feature feature, Intake.Rule rule, Progress progress, @Nullable String job) {
        var intake = new Intake(pairs.live(feature), rule, progress, batchRecords);
        intake.run(rejects -> quarantine.add(feature.name(), job, clock.instant(), rejects));
        return intake;
    }

    @Override
    public ParityCheck check(Feature feature) {
        return summary(parity.check(feature));
    }

    /** All collections of one comparison together. */
    static ParityCheck summary(List<Findings> findings) {
        return new ParityCheck(
                findings.stream().allMatch(Findings::clean),
                findings.getFirst().startedAt(),
                findings.getLast().finishedAt(),
                findings.stream().collect(Collectors.toMap(Findings::collection, Findings::state)),
                findings.stream().mapToLong(Findings::missing).sum(),
                findings.stream().mapToLong(Findings::different).sum(),
                findings.stream().mapToLong(Findings::extra).sum());
    }
}
