package prescient.bench.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import prescient.bench.Medians;
import prescient.bench.cycle.CycleBench;
import prescient.bench.read.ReadBench;
import prescient.bench.trade.TradeBench;

/** The report as tables for people. */
public final class TextReport {

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    /** The whole report, ending with a line break. */
    public static String of(Report report) {
        var text = new TextReport();
        text.line("Machine  %s".formatted(report.machine()));
        var trades = report.trades();
        if (trades != null) {
            text.trades(trades, report.settings().clients());
        }
        var reads = report.reads();
        if (reads != null) {
            text.reads(reads);
        }
        var cycles = report.cycles();
        if (cycles != null) {
            text.cycles(cycles);
        }
        text.line("");
        text.line("Targets");
        report.targets()
                .forEach(target -> text.line("  %-4s  %-58s %s"
                        .formatted(target.passed() ? "pass" : "FAIL", target.wanted(), target.measured())));
        return text.text.toString();
    }

    private void trades(TradeBench.Result trades, int clients) {
        line("");
        line("Trades on one portfolio, %d clients, side by side".formatted(clients));
        line("  %-8s %12s %12s %8s %10s %10s %14s"
                .formatted("round", "HTTP/s", "pgbench/s", "ratio", "p50 ms", "p99 ms", "pgbench avg ms"));
        int number = 0;
        for (var round : trades.rounds()) {
            tradeLine(Integer.toString(++number), round, round.ratio());
        }
        ToDoubleFunction<ToDoubleFunction<TradeBench.Round>> median = figure ->
                Medians.of(trades.rounds().stream().map(figure::applyAsDouble).toList());
        tradeLine(
                "median",
                new TradeBench.Round(
                        median.applyAsDouble(TradeBench.Round::perSecond),
                        median.applyAsDouble(TradeBench.Round::p50Ms),
                        median.applyAsDouble(TradeBench.Round::p99Ms),
                        median.applyAsDouble(TradeBench.Round::pgbenchPerSecond),
                        median.applyAsDouble(TradeBench.Round::pgbenchMs)),
                Report.ratio(trades));
        line("  %s".formatted(trades.durability()));
    }

    private void tradeLine(String name, TradeBench.Round round, double ratio) {
        line("  %-8s %12.0f %12.0f %8.2f %10.1f %10.1f %14.1f"
                .formatted(
                        name,
                        round.perSecond(),
                        round.pgbenchPerSecond(),
                        ratio,
                        round.p50Ms(),
                        round.p99Ms(),
                        round.pgbenchMs()));
    }

    private void reads(List<ReadBench.Result> reads) {
        line("");
        line("Reads, medians");
        line("  %-18s %-34s %10s %8s %12s %8s %8s"
                .formatted("service", "path", "full/s", "of bare", "half load/s", "p50 ms", "p99 ms"));
        var bare = 0.0;
        for (var read : reads) {
            bare = read.bare() ? read.perSecond() : bare;
            line("  %-18s %-34s %10.0f %8.2f %12.0f %8.1f %8.1f"
                    .formatted(
                            read.service(),
                            read.path(),
                            read.perSecond(),
                            read.perSecond() / bare,
                            read.offered(),
                            read.p50Ms(),
                            read.p99Ms()));
        }
    }

    private void cycles(CycleBench.Result cycles) {
        var last = cycles.warm().getLast();
        line("");
        line("Trading cycle over %d markets, seconds".formatted(last.markets()));
        line("  %-12s %10s %10s".formatted("step", "cold", "median"));
        cycles.cold()
                .stepSeconds()
                .forEach((step, seconds) ->
                        line("  %-12s %10.2f %10.2f".formatted(step, seconds, cycles.stepSeconds(step))));
        line("  %-12s %10.2f %10.2f".formatted("whole cycle", cycles.cold().seconds(), cycles.seconds()));
        line("  cold: %s".formatted(workOf(cycles.cold())));
        line("  last: %s".formatted(workOf(last)));
    }

    private static String workOf(CycleBench.Cycle cycle) {
        return "%d prices changed, %d signals, %d trades"
                .formatted(cycle.snapshots(), cycle.signals(), cycle.executed());
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}
