package prescient.bench.startup;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import prescient.bench.Medians;
import prescient.local.ServiceName;

/**
 * Starts with and without class archives.
 *
 * @param with one entry per start
 * @param without the same
 */
record StartupReport(List<Start> with, List<Start> without) {

    private static final double READY_SECONDS = 5;
    private static final double RESIDENT_MB = 170;

    /**
     * One start of all five services at once.
     *
     * @param readySeconds from a service's process to its readiness
     * @param residentMb after one trading cycle
     */
    record Start(Map<ServiceName, Double> readySeconds, Map<ServiceName, Double> residentMb) {

        double slowestSeconds() {
            return readySeconds.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElseThrow();
        }

        double largestMb() {
            return residentMb.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElseThrow();
        }
    }

    boolean passed() {
        return median(with, Start::slowestSeconds) <= READY_SECONDS && median(with, Start::largestMb) <= RESIDENT_MB;
    }

    /** A table for people. */
    String text() {
        var text = new StringBuilder("%-24s %10s %10s %14s %10s%n"
                .formatted("median of " + with.size(), "ready s", "without", "resident MB", "without"));
        for (var service : ServiceName.values()) {
            text.append(line(
                    service.moduleName(),
                    start -> start.readySeconds().getOrDefault(service, Double.NaN),
                    start -> start.residentMb().getOrDefault(service, Double.NaN)));
        }
        text.append(line("the slowest, the largest", Start::slowestSeconds, Start::largestMb));
        return text.append("%s: all five ready within %.0f s, at most %.0f MB each%n"
                        .formatted(passed() ? "pass" : "FAIL", READY_SECONDS, RESIDENT_MB))
                .toString();
    }

    private String line(String name, Function<Start, Double> seconds, Function<Start, Double> megabytes) {
        return "%-24s %10.2f %10.2f %14.0f %10.0f%n"
                .formatted(
                        name,
                        median(with, seconds),
                        median(without, seconds),
                        median(with, megabytes),
                        median(without, megabytes));
    }

    private static double median(List<Start> starts, Function<Start, Double> figure) {
        return Medians.of(starts.stream().map(figure).toList());
    }
}
