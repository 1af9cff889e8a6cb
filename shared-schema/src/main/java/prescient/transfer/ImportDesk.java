package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Feature;
import prescient.cutover.Mode;

/** Takes a feature's files into the database and compares both afterwards. */
@ApplicationScoped
class ImportDesk {

    private final PairDesk pairs;
    private final JobDesk jobs;
    private final ParityDesk parity;
    private final RepairDesk repairs;
    private final QuarantineTable quarantine;
    private final InexactDesk inexact;
    private final Switch modes;
    private final InstantSource clock;
    private final int batchRecords;
    /** The last complete import of each feature. */
    private final ConcurrentMap<String, TransferJob> complete = new ConcurrentHashMap<>();
    /** The one before it. */
    private final ConcurrentMap<String, TransferJob> previous = new ConcurrentHashMap<>();

    ImportDesk(
            PairDesk pairs,
            JobDesk jobs,
            ParityDesk parity,
            RepairDesk repairs,
            QuarantineTable quarantine,
            InexactDesk inexact,
            Switch modes,
            InstantSource clock,
            TransferConfig config) {
        this.pairs = pairs;
        this.jobs = jobs;
        this.parity = parity;
        this.repairs = repairs;
        this.quarantine = quarantine;
        this.inexact = inexact;
        this.modes = modes;
        this.clock = clock;
        this.batchRecords = config.batchRecords();
    }

    /** Starts an import; answers at once. */
    TransferJob start(String feature, @Nullable String from, @Nullable String zone, boolean dryRun) {
        var order = order(feature, from, zone, dryRun);
        return jobs.start(order, plan(order));
    }

    /** As {@link #start}, and waits for the end. */
    TransferJob runNow(String feature, @Nullable String from, @Nullable String zone, boolean dryRun) {
        var order = order(feature, from, zone, dryRun);
        return jobs.runNow(order, plan(order));
    }

    /** The last complete import, when one is known. Never blocks. */
    Optional<TransferJob> lastComplete(String feature) {
        return Optional.ofNullable(complete.get(feature));
    }

    /** What an earlier process knew. */
    void recall(TransferJob earlier) {
        complete.putIfAbsent(earlier.feature(), earlier);
    }

    private RunningJob.Order order(String feature, @Nullable String from, @Nullable String zone, boolean dryRun) {
        var found = pairs.feature(feature);
        var folder = pairs.folder(from);
        if (folder != null && pairs.mode(feature).trustsFile() && !dryRun) {
            throw TransferProblem.FILES_ARE_TRUSTED.with(
                    feature + " is in " + pairs.mode(feature).text());
        }
        if (folder == null) {
            pairs.live(found);
        }
        return new RunningJob.Order(feature, TransferJob.IMPORT, folder, pairs.zone(folder, zone), dryRun);
    }

    private JobDesk.Plan plan(RunningJob.Order order) {
        return new JobDesk.Plan(job -> work(job, order), job -> remember(job, order));
    }

    private void work(RunningJob job, RunningJob.Order order) {
        var feature = pairs.feature(order.feature());
        var mode = pairs.mode(feature.name());
        var pair = pairs.of(feature, order.folder(), order.zone());

        job.progress.stage = "looking at the files";
        job.files(FileFacts.of(pair.file().files()));
        job.progress.bytesTotal =
                job.report().files().stream().mapToLong(FileFacts::bytes).sum();
        var rule = mode.trustsFile() ? Intake.Rule.FILE_WINS : Intake.Rule.DATABASE_WINS;
        var intake = new Intake(pair, rule, job.progress, batchRecords);
        if (order.dryRun()) {
            intake.rehearse();
            return;
        }
        modes.imported(feature.name());
        job.findings(mode == Mode.DUAL_WRITE ? repair(job, feature) : transfer(job, pair, intake, mode));
        // Before the job ends, since whoever waits for that may ask at once whether the import is complete.
        previous.remove(feature.name());
        var before = complete.put(feature.name(), job.report());
        if (before != null) {
            previous.put(feature.name(), before);
        }
    }

    /** The mirror rests meanwhile, so that nothing older is written over what it brings. */
    private List<Findings> repair(RunningJob job, Feature feature) {
        modes.repair(feature.name(), full -> repairs.run(feature, full, job.progress, job.id()));
        job.progress.stage = "comparing";
        return parity.check(feature);
    }

    private List<Findings> transfer(RunningJob job, Pair pair, Intake intake, Mode mode) {
        var feature = pair.feature().name();
        var side = intake.runAndReadBack(rejects -> quarantine.add(feature, job.id(), clock.instant(), rejects));
        job.progress.stage = "comparing";
        return parity.checkAfter(pair, side, !mode.trustsFile());
    }

    /** Looking through large files takes long, and nobody has to wait for it. */
    private void remember(RunningJob job, RunningJob.Order order) {
        if (order.dryRun()) {
            return;
        }
        var report = job.report();
        var before = previous.get(order.feature());
        for (var file : report.files()) {
            boolean known = before != null
                    && before.files().stream().anyMatch(old -> old.sha256().equals(file.sha256()));
            if (!known) {
                inexact.note(order.feature(), Path.of(file.path()), file.sha256());
            }
        }
        job.inexact(inexact.summary(order.feature(), report.files()));
    }
}
