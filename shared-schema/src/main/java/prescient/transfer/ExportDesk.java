package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;

/** Writes a feature's records as legacy files into another folder. */
@ApplicationScoped
class ExportDesk {

    private static final int NAMED = 100;

    private final PairDesk pairs;
    private final JobDesk jobs;
    private final ImportDesk imports;
    private final InexactDesk inexact;

    ExportDesk(PairDesk pairs, JobDesk jobs, ImportDesk imports, InexactDesk inexact) {
        this.pairs = pairs;
        this.jobs = jobs;
        this.imports = imports;
        this.inexact = inexact;
    }

    /** Starts an export; answers at once. Existing files that differ are only replaced with {@code force}. */
    TransferJob start(String feature, String to, @Nullable String zone, boolean force) {
        var order = order(feature, to, zone);
        return jobs.start(order, new JobDesk.Plan(job -> work(job, order, force)));
    }

    /** As {@link #start}, and waits for the end. */
    TransferJob runNow(String feature, String to, @Nullable String zone, boolean force) {
        var order = order(feature, to, zone);
        return jobs.runNow(order, new JobDesk.Plan(job -> work(job, order, force)));
    }

    private RunningJob.Order order(String feature, String to, @Nullable String zone) {
        pairs.feature(feature);
        var folder = pairs.existing(to);
        if (pairs.isLive(folder)) {
            throw TransferProblem.LIVE_FOLDER.with(to + " is the live legacy folder or within it");
        }
        return new RunningJob.Order(feature, TransferJob.EXPORT, folder, pairs.zone(folder, zone), false);
    }

    private void work(RunningJob job, RunningJob.Order order, boolean force) {
        var feature = pairs.feature(order.feature());
        var folder = folder(order);
        var target = feature.file(new LegacyFolder(folder, order.zone()));
        var source = counted(source(feature), job);
        job.progress.stage = "writing";
        if (target.files().isEmpty() || force) {
            target.replace(source);
        } else {
            overExisting(job, feature, order, target, source);
        }
        job.progress.stage = "looking at the files";
        var files = FileFacts.of(target.files());
        job.files(files);
        job.progress.bytesTotal = files.stream().mapToLong(FileFacts::bytes).sum();
        job.inexact(inexact(order.feature(), files));
    }

    private static Path folder(RunningJob.Order order) {
        var folder = order.folder();
        if (folder == null) {
            throw new IllegalStateException("an export has a folder");
        }
        return folder;
    }

    private RecordStore source(Feature feature) {
        return pairs.mode(feature.name()).trustsFile() ? pairs.live(feature).file() : feature.database();
    }

    /** Writes beside the target first; only if that gives the files that are there, nothing is lost. */
    private void overExisting(
            RunningJob job, Feature feature, RunningJob.Order order, RecordFile target, RecordStore source) {
        var aside = folder(order).resolve(".export-" + job.id());
        try {
            Files.createDirectories(aside);
            var draft = feature.file(new LegacyFolder(aside, order.zone()));
            draft.replace(source);
            var fresh = new HashMap<String, Path>();
            draft.files().forEach(file -> fresh.put(file.getFileName().toString(), file));
            for (var existing : target.files()) {
                var replacement = fresh.remove(existing.getFileName().toString());
                if (replacement == null || Files.mismatch(existing, replacement) >= 0) {
                    throw TransferProblem.FILES_DIFFER.with(existing + " exists and would be changed");
                }
            }
            if (!fresh.isEmpty()) {
                target.replace(source);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } finally {
            remove(aside);
        }
    }

    /** Why a file differs from the one of its name that was imported last, as far as that is known. */
    private List<Inexact> inexact(String feature, List<FileFacts> written) {
        var reasons = new ArrayList<Inexact>();
        var imported = new HashMap<String, FileFacts>();
        imports.lastComplete(feature).ifPresent(last -> last.files().forEach(file -> imported.put(name(file), file)));
        for (var file : written) {
            var original = imported.get(name(file));
            if (original != null && !original.sha256().equals(file.sha256())) {
                var known = inexact.known(feature, original, NAMED);
                reasons.addAll(
                        known.isEmpty()
                                ? List.of(new Inexact(file.path(), -1, "records have changed since the import"))
                                : known);
            }
        }
        return reasons.subList(0, Math.min(reasons.size(), NAMED));
    }

    private static String name(FileFacts file) {
        return Path.of(file.path()).getFileName().toString();
    }

    private static RecordStore counted(RecordStore source, RunningJob job) {
        return new RecordStore() {
            @Override
            public void read(Consumer<LegacyRecord> sink) {
                // A file may look through the records more than once.
                job.progress.read.reset();
                source.read(found -> {
                    job.progress.read.increment();
                    sink.accept(found);
                });
            }

            @Override
            public void write(List<LegacyRecord> records) {
                throw new UnsupportedOperationException("an export only reads");
            }
        };
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
    }
}
