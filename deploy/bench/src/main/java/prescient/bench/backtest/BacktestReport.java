package prescient.bench.backtest;

import java.util.ArrayList;
import java.util.List;
import prescient.bench.report.Report.Target;

/** How fast backtests are, strategy by strategy. */
record BacktestReport(List<Line> lines) {

    private static final double WANTED = 1_000_000;
    private static final double RATIO = 0.3;

    BacktestReport {
        lines = List.copyOf(lines);
    }

    /**
     * A strategy.
     *
     * @param rows snapshots that were replayed
     * @param signals it advised, over all cycles
     * @param seconds of a replay, median
     * @param plainSeconds of the plain loop over the same rows, median
     */
    record Line(String strategy, long rows, long signals, double seconds, double plainSeconds) {

        double perSecond() {
            return rows / seconds;
        }

        double plainPerSecond() {
            return rows / plainSeconds;
        }

        double ratio() {
            return plainSeconds / seconds;
        }
    }

    /** The targets, met or missed. */
    List<Target> targets() {
        var targets = new ArrayList<Target>();
        for (var line : lines) {
            targets.add(new Target(
                    "%s: at least %.0f snapshots a second and core".formatted(line.strategy(), WANTED),
                    "%.0f".formatted(line.perSecond()),
                    line.perSecond() >= WANTED));
            targets.add(new Target(
                    "%s: at least %.1f x the plain loop".formatted(line.strategy(), RATIO),
                    "%.2f x".formatted(line.ratio()),
                    line.ratio() >= RATIO));
        }
        return targets;
    }

    boolean passed() {
        return targets().stream().allMatch(Target::passed);
    }

    /** As tables for people, ending with a line break. */
    String text() {
        var text = new StringBuilder("Backtests on one thread, snapshots a second, median%n".formatted());
        text.append("  %-14s %12s %12s %14s %14s %8s%n"
                .formatted("strategy", "snapshots", "signals", "replay/s", "plain loop/s", "ratio"));
        for (var line : lines) {
            text.append("  %-14s %12d %12d %14.0f %14.0f %8.2f%n"
                    .formatted(
                            line.strategy(),
                            line.rows(),
                            line.signals(),
                            line.perSecond(),
                            line.plainPerSecond(),
                            line.ratio()));
        }
        text.append("%nTargets%n".formatted());
        targets()
                .forEach(target -> text.append("  %-4s  %-62s %s%n"
                        .formatted(target.passed() ? "pass" : "FAIL", target.wanted(), target.measured())));
        return text.toString();
    }
}
