package prescient.bench.analytics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import prescient.bench.Medians;

/**
 * How long the questions took.
 *
 * @param firstSeconds the first question, which computes all days
 * @param bookedSeconds the summary after one more booking, which computes one day anew
 * @param seconds of each question, a round each
 * @param totals of all questions of a round
 * @param overview of the cockpit's first page on an empty cache, a round each; empty without a browser
 */
record AnalyticsReport(
        int trades,
        double firstSeconds,
        double bookedSeconds,
        Map<String, List<Double>> seconds,
        List<Double> totals,
        List<Double> overview) {

    private static final double TARGET_SECONDS = 1;

    AnalyticsReport {
        seconds = new LinkedHashMap<>(seconds);
        totals = List.copyOf(totals);
        overview = List.copyOf(overview);
    }

    boolean passed() {
        return isFast(totals) && isFast(overview);
    }

    private static boolean isFast(List<Double> rounds) {
        return !rounds.isEmpty() && Medians.of(rounds) < TARGET_SECONDS;
    }

    /** As a table for people, ending with a line break. */
    String text() {
        var text = new StringBuilder("Analytics over HTTP, one question after the other, %d trades, median of %d, ms%n"
                .formatted(trades, totals.size()));
        seconds.forEach(
                (question, rounds) -> text.append("  %-28s %10.1f%n".formatted(question, Medians.of(rounds) * 1000)));
        text.append("  %-28s %10.1f%n".formatted("all of them", Medians.of(totals) * 1000));
        text.append("  the first question, which computes every day: %.1f s%n".formatted(firstSeconds));
        text.append("  summary after one more booking: %.3f s%n%nTargets%n".formatted(bookedSeconds));
        target(
                text,
                totals,
                "all analytics of a portfolio with %d trades under %.0f s".formatted(trades, TARGET_SECONDS));
        target(text, overview, "overview page on an empty cache under %.0f s".formatted(TARGET_SECONDS));
        return text.toString();
    }

    private static void target(StringBuilder text, List<Double> rounds, String what) {
        var measured =
                rounds.isEmpty() ? "not measured: no Chromium is installed" : "%.3f s".formatted(Medians.of(rounds));
        text.append("  %-4s  %-62s %s%n".formatted(isFast(rounds) ? "pass" : "FAIL", what, measured));
    }
}
