package prescient.bench.desk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.bench.report.Report.Target;

/**
 * How fast the desk answers, takes old prices in, and looks at its trades.
 *
 * @param requests null when they were not measured
 * @param imports null when they were not measured
 * @param importsSkipped why the imports that were asked for were not measured, null otherwise
 * @param supervisor null when it was not measured
 */
record DeskReport(
        RequestBench.@Nullable Result requests,
        PriceImportBench.@Nullable Result imports,
        @Nullable String importsSkipped,
        TickBench.@Nullable Result supervisor) {

    private static final double OLD_DESK_MS = 100;
    private static final double P99_MS = 20;
    private static final double TICK_MS = 100;
    private static final double IMPORT_RATIO = 1.0;

    /** The targets, met or missed. */
    List<Target> targets() {
        var targets = new ArrayList<Target>();
        if (requests != null) {
            for (var latency : requests.latencies()) {
                targets.add(new Target(
                        "%s, %d/s: p99 under %.0f ms".formatted(latency.what(), latency.perSecond(), P99_MS),
                        "%.1f ms".formatted(latency.p99Ms()),
                        latency.p99Ms() < P99_MS));
            }
            double slowest = requests.latencies().stream()
                    .mapToDouble(RequestBench.Latency::p99Ms)
                    .max()
                    .orElse(Double.NaN);
            targets.add(new Target(
                    "each of them under %.0f ms at p99".formatted(OLD_DESK_MS),
                    "%.1f ms".formatted(slowest),
                    slowest < OLD_DESK_MS));
        }
        if (imports != null) {
            targets.add(new Target(
                    "import with verification at least %.1f x pgloader".formatted(IMPORT_RATIO),
                    "%.2f x".formatted(imports.ratio()),
                    imports.ratio() >= IMPORT_RATIO));
        }
        if (supervisor != null) {
            targets.add(new Target(
                    "tick over %d trades under %.0f ms".formatted(supervisor.active(), TICK_MS),
                    "%.1f ms".formatted(supervisor.p50Ms()),
                    supervisor.p50Ms() < TICK_MS));
        }
        return targets;
    }

    boolean passed() {
        return targets().stream().allMatch(Target::passed);
    }

    /** As tables for people, ending with a line break. */
    String text() {
        var text = new StringBuilder();
        if (requests != null) {
            append(requests, text);
        }
        if (imports != null) {
            append(imports, text);
        }
        if (importsSkipped != null) {
            text.append("Import: skipped, %s%n%n".formatted(importsSkipped));
        }
        if (supervisor != null) {
            text.append("Supervisor, %d trades on %d markets%n".formatted(supervisor.active(), supervisor.markets()));
            text.append("  %d ticks: median %.1f ms, p99 %.1f ms, longest %.1f ms%n%n"
                    .formatted(supervisor.ticks(), supervisor.p50Ms(), supervisor.p99Ms(), supervisor.longestMs()));
        }
        text.append("Targets%n".formatted());
        targets()
                .forEach(target -> text.append("  %-4s  %-58s %s%n"
                        .formatted(target.passed() ? "pass" : "FAIL", target.wanted(), target.measured())));
        return text.toString();
    }

    private static void append(RequestBench.Result requests, StringBuilder text) {
        text.append("Requests over HTTP, all kinds side by side, from when each was due%n".formatted());
        text.append("  %-20s %8s %10s %10s %10s %12s%n"
                .formatted("what", "rate/s", "requests", "p50 ms", "p99 ms", "longest ms"));
        for (var latency : requests.all()) {
            text.append("  %-20s %8d %10d %10.1f %10.1f %12.1f%n"
                    .formatted(
                            latency.what(),
                            latency.perSecond(),
                            latency.requests(),
                            latency.p50Ms(),
                            latency.p99Ms(),
                            latency.longestMs()));
        }
        text.append("  %d trades acknowledged, each stored once, books balanced; %d watched%n%n"
                .formatted(requests.trades(), requests.active()));
    }

    private static void append(PriceImportBench.Result imports, StringBuilder text) {
        text.append("Import with verification, %d prices%n".formatted(imports.rows()));
        text.append("  %-8s %12s %12s %8s%n".formatted("round", "import s", "pgloader s", "ratio"));
        int number = 0;
        for (var round : imports.rounds()) {
            text.append("  %-8d %12.2f %12.2f %8.2f%n"
                    .formatted(++number, round.importSeconds(), round.pgloaderSeconds(), round.ratio()));
        }
        text.append("  median ratio %.2f%n%n".formatted(imports.ratio()));
    }
}
