package prescient.bench.forecast;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.bench.cutover.ImportBench;
import prescient.bench.report.Report.Target;

/**
 * How fast forecasts are found, judged and taken in.
 *
 * @param imports null when they were not measured
 * @param helpers empty when they were not measured
 * @param withoutFiles the helpers were to be measured, but there are no real files
 * @param calibration null when it was not measured
 */
record ForecastReport(
        ImportBench.@Nullable Result imports,
        List<HelperBench.Result> helpers,
        boolean withoutFiles,
        CalibrationBench.@Nullable Result calibration) {

    private static final double HELPER_P99_MS = 10;
    private static final double CALIBRATION_SECONDS = 2;
    private static final double IMPORT_RATIO = 0.5;

    ForecastReport {
        helpers = List.copyOf(helpers);
    }

    /** The targets, met or missed. */
    List<Target> targets() {
        var targets = new ArrayList<Target>();
        for (var helper : helpers) {
            if (!helper.data().equals("real")) {
                targets.add(new Target(
                        "%s under %.0f ms at p99, %s data".formatted(helper.helper(), HELPER_P99_MS, helper.data()),
                        "%.2f ms".formatted(helper.p99()),
                        helper.p99() < HELPER_P99_MS));
            }
        }
        if (calibration != null) {
            targets.add(new Target(
                    "calibration of %d cities, %d sources, %d days under %.0f s"
                            .formatted(
                                    calibration.cities(),
                                    calibration.sources(),
                                    calibration.days(),
                                    CALIBRATION_SECONDS),
                    "%.2f s".formatted(calibration.median()),
                    calibration.median() < CALIBRATION_SECONDS));
        }
        if (imports != null) {
            targets.add(new Target(
                    "import with verification at least %.1f x COPY".formatted(IMPORT_RATIO),
                    "%.2f x".formatted(imports.ratio()),
                    imports.ratio() >= IMPORT_RATIO));
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
            text.append("CSV import with verification, %d snapshots%n".formatted(imports.rows()));
            imports.appendTo(text);
        }
        if (withoutFiles) {
            text.append(
                    "Read helpers: skipped, there are no real files; --shared DIR says where they are%n%n".formatted());
        }
        if (!helpers.isEmpty()) {
            appendHelpers(text);
        }
        if (calibration != null) {
            text.append("Calibration over HTTP, median of %d%n"
                    .formatted(calibration.seconds().size()));
            text.append("  %d cities, %d grades: %.2f s%n"
                    .formatted(calibration.cities(), calibration.grades(), calibration.median()));
            text.append("  one of them, with its leads: %.3f s%n%n".formatted(calibration.oneCityMedian()));
        }
        text.append("Targets%n".formatted());
        targets()
                .forEach(target -> text.append("  %-4s  %-62s %s%n"
                        .formatted(target.passed() ? "pass" : "FAIL", target.wanted(), target.measured())));
        return text.toString();
    }

    private void appendHelpers(StringBuilder text) {
        text.append("Read helpers over HTTP, one read after the other, ms%n".formatted());
        text.append("  %-20s %-8s %12s %8s %8s%n".formatted("helper", "data", "rows", "p50", "p99"));
        for (var helper : helpers) {
            text.append("  %-20s %-8s %12d %8.2f %8.2f%n"
                    .formatted(helper.helper(), helper.data(), helper.rows(), helper.p50(), helper.p99()));
        }
        text.append("%n".formatted());
    }
}
