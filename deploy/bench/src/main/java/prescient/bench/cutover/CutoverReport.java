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
 * @param dualWrite null when it was not measured
 */
record CutoverReport(
        ImportBench.@Nullable Result imports,
        List<StoreReadBench.Result> reads,
        DualWriteBench.@Nullable Result dualWrite) {

    private static final double IMPORT_RATIO = 0.5;
    private static final int FASTER_FROM = 10_000;
    private static final double ADDED_MS = 1;
    private static final double P99 = 0.99;

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
        if (dualWrite != null) {
            addWrites(dualWrite, targets);
        }
        return targets;
    }

    /** Slow is shown; asked for is healthy and hung. */
    private static void addWrites(DualWriteBench.Result written, List<Target> targets) {
        for (var state : List.of(DualWriteState.HEALTHY, DualWriteState.HUNG)) {
            double waited =
                    written.waits().getOrDefault(state, WriteWaits.none()).atMostMs(P99);
            targets.add(new Target(
                    "a write waits under %.0f ms for dual-write at p99, PostgreSQL %s"
                            .formatted(ADDED_MS, state.text()),
                    "at most %.2f ms".formatted(waited),
                    waited < ADDED_MS));
            // What is certain to be more; whether it is less, an interval of whole trades is too wide to tell.
            double most = state == DualWriteState.HUNG ? 0 : ADDED_MS;
            targets.add(notMore("p50", median(written, state), most, state));
            targets.add(notMore("p99", added(written, state), most, state));
        }
    }

    private static Target notMore(String what, Added added, double most, DualWriteState state) {
        return new Target(
                "a trade over HTTP is not seen to take %.0f ms more at %s, PostgreSQL %s"
                        .formatted(most, what, state.text()),
                interval(added),
                added.low() <= most);
    }

    private static Added median(DualWriteBench.Result written, DualWriteState state) {
        return java.util.Objects.requireNonNull(written.addedP50().get(state), "every state of dual-write is measured");
    }

    private static Added added(DualWriteBench.Result written, DualWriteState state) {
        return java.util.Objects.requireNonNull(written.addedP99().get(state), "every state of dual-write is measured");
    }

    private static String interval(Added added) {
        return "%+.2f ms (%+.2f to %+.2f)".formatted(added.ms(), added.low(), added.high());
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
        if (dualWrite != null) {
            append(dualWrite, text);
        }
        text.append("Targets%n".formatted());
        targets()
                .forEach(target -> text.append("  %-4s  %-64s %s%n"
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

    private static void append(DualWriteBench.Result written, StringBuilder text) {
        text.append(
                "A trade over HTTP, %d rounds of %d orders in each state, ms; in brackets 95 %% intervals, seed %d%n"
                        .formatted(written.rounds(), written.orders(), written.seed()));
        text.append("  %-12s %8s %8s %28s %28s%n".formatted("PostgreSQL", "p50", "p99", "added p50", "added p99"));
        for (var state : DualWriteState.values()) {
            text.append("  %-12s %8.2f %8.2f"
                    .formatted(
                            state.text(),
                            written.p50().get(state),
                            written.p99().get(state)));
            var median = written.addedP50().get(state);
            if (median != null) {
                text.append(" %28s %28s".formatted(interval(median), interval(added(written, state))));
            }
            text.append("%n".formatted());
        }
        text.append("What a write waits for because of dual-write, inside the services, at most ms%n".formatted());
        text.append("  %-12s %8s %8s %8s %8s%n".formatted("PostgreSQL", "writes", "p50", "p99", "longest"));
        written.waits()
                .forEach((state, waits) -> text.append("  %-12s %8d %8.2f %8.2f %8.2f%n"
                        .formatted(
                                state.text(),
                                waits.count(),
                                waits.atMostMs(0.5),
                                waits.atMostMs(P99),
                                waits.atMostMs(1))));
        text.append("%n".formatted());
    }
}
