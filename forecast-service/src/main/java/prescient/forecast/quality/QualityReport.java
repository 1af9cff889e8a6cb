package prescient.forecast.quality;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How good the forecasts of some days were. Degrees Fahrenheit.
 *
 * @param city null for all; then decisions of all cities are judged together
 * @param to last day, inclusive
 * @param env environment of the predictions and decisions
 * @param sources the grades as they are stored, by city and source
 * @param leads predictions by the time they were made, by source and lead; only of one city
 * @param decisions of dry and of live runs; without those of which there are none
 */
record QualityReport(
        @Nullable String city,
        LocalDate from,
        LocalDate to,
        String env,
        List<SourceQuality> sources,
        List<LeadQuality> leads,
        List<DecisionQuality> decisions) {

    /**
     * @param doubted grades that are known to be wrong; they are left out
     * @param maeF null, as the others, when no grade is left
     * @param biasF mean of forecast less actual
     */
    record SourceQuality(
            String city,
            String source,
            long count,
            long doubted,
            @Nullable Double maeF,
            @Nullable Double biasF,
            @Nullable Double rmseF) {

        static SourceQuality of(SourceErrors found) {
            var errors = found.errors();
            return new SourceQuality(
                    found.city(),
                    found.source(),
                    errors.count(),
                    found.doubted(),
                    errors.maeF(),
                    errors.biasF(),
                    errors.rmseF());
        }
    }

    /**
     * @param lead {@code day-before}, or first and last hour of the day by the city's clock
     * @param biasF mean of forecast less actual
     */
    record LeadQuality(
            String city,
            String source,
            String lead,
            long count,
            @Nullable Double maeF,
            @Nullable Double biasF,
            @Nullable Double rmseF) {

        /** Empty for errors without a lead. */
        static Stream<LeadQuality> of(SourceErrors found) {
            var lead = found.lead();
            if (lead == null) {
                return Stream.empty();
            }
            var errors = found.errors();
            return Stream.of(new LeadQuality(
                    found.city(),
                    found.source(),
                    lead.text(),
                    errors.count(),
                    errors.maeF(),
                    errors.biasF(),
                    errors.rmseF()));
        }
    }

    /** @param decided in {@link JudgedDecision#ORDER} */
    static QualityReport of(
            Window window, List<SourceErrors> sources, List<SourceErrors> leads, List<JudgedDecision> decided) {
        var judged = Stream.of(false, true)
                .map(live -> DecisionQuality.of(
                        live,
                        decided.stream()
                                .filter(decision -> decision.live() == live)
                                .toList()))
                .filter(quality -> quality.decisions() > 0)
                .toList();
        return new QualityReport(
                window.city(),
                window.from(),
                window.to(),
                window.env(),
                sources.stream().map(SourceQuality::of).toList(),
                leads.stream().flatMap(LeadQuality::of).toList(),
                judged);
    }
}
