package prescient.bench.cutover;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.bench.report.Report.Target;

/**
 * What the cut-over costs.
 *
 * @param imports null when they were not measured
 * @param reads empty when they were not measured
 * @param dualWrite empty when it was not measured
 */
record CutoverReport(
        ImportBench.@Nullable Result imports,
        List<StoreReadBench.Result> reads,
        List<DualWriteBench.Result> dualWrite) {

    private static final double IMPORT_RATIO = 0.5;
    private static final int FASTER_FROM = 10_000;
    private static final double ADDED_MS = 1;

    /** The targets, met or missed. */
    List<Target> targets() {
        var targets = new ArrayList<Target>();
        if (imports != null) {
            targets.add(new Target(
                    "import with verification at least %.1f x COPY".formatted(IMPORT_RATIO),
                    "%.2f x".formatted(imports.ratio()),
                    imports.ratio() >= IMPORT_RATIO));
        }
        for (var read : reads) {
            if (read.store().equals("database") && read.trades() >= FASTER_FROM) {
                var file = reads.stream()
                        .filter(other -> other.store().equals("file") && other.trades() == read.trades())
                        .findFirst()
                        .orElseThrow();
                targets.add(new Target(
                        "database faster than file with %d trades".formatted(read.trades()),
                        "%.2f ms against %.2f ms".formatted(read.historyMs(), file.historyMs()),
                        read.historyMs() < file.historyMs()));
            }
        }
        for (var written : dualWrite) {
            if (!written.database().equals("slow")) {
                targets.add(new Target(
                        "dual-write adds under %.0f ms at p99, PostgreSQL %s".formatted(ADDED_MS, written.database()),
                        "%+.2f ms (p50 %+.2f ms)".formatted(written.addedP99(), written.addedP50()),
                        written.addedP99() < ADDED_MS));
            }
        }
        return targets;
    }

    boolean passed() {
        return targets().stream().allMatch(Target::passed);
    }

    /** As tables for people, ending with a line break. */
    String text() {
        var text = new StringBuilder();
        if (imports != null) {
            text.append("Import with verification, %d trades%n".formatted(imports.rows()));
            imports.appendTo(text);
        }
        if (!reads.isEmpty()) {
            appendReads(text);
        }
        if (!dualWrite.isEmpty()) {
            appendWrites(text);
        }
        text.append("Targets%n".formatted());
        targets()
                .forEach(target -> text.append("  %-4s  %-58s %s%n"
                        .formatted(target.passed() ? "pass" : "FAIL", target.wanted(), target.measured())));
        return text.toString();
    }

    private void appendReads(StringBuilder text) {
        text.append("Reads one after the other, median ms%n".formatted());
        text.append("  %-32s %10s %18s %10s%n".formatted("store", "trades", "last 100 trades", "portfolio"));
        for (var read : reads) {
            text.append("  %-32s %10d %18.2f %10.2f%n"
                    .formatted(read.store(), read.trades(), read.historyMs(), read.portfolioMs()));
        }
        text.append("%n".formatted());
    }

    private void appendWrites(StringBuilder text) {
        text.append("A trade over HTTP, files only against dual-write, in turns, ms%n".formatted());
        text.append("  %-12s %10s %10s %10s %10s %12s %12s%n"
                .formatted("PostgreSQL", "file p50", "file p99", "dual p50", "dual p99", "added p50", "added p99"));
        for (var written : dualWrite) {
            text.append("  %-12s %10.2f %10.2f %10.2f %10.2f %+12.2f %+12.2f%n"
                    .formatted(
                            written.database(),
                            written.fileP50(),
                            written.fileP99(),
                            written.dualP50(),
                            written.dualP99(),
                            written.addedP50(),
                            written.addedP99()));
        }
        text.append("%n".formatted());
    }
}
