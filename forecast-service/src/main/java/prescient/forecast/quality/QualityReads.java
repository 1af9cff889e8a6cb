package prescient.forecast.quality;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** What the quality of forecasts is computed from. The files and the tables answer alike. */
interface QualityReads {

    /** Whether there is a city of this code. */
    Uni<Boolean> knows(String city);

    /** Errors of the stored grades by city and source, without a lead; of one key the last grade counts. */
    Uni<List<SourceErrors>> sources(Window window);

    /** The temperatures the grades were taken against, by city and day. */
    Uni<List<Truth>> truths(Window window);

    /**
     * Errors of predictions by lead, by city, source and lead: of each city's day and lead the last run counts. As in
     * the calibration a forecast of exactly 0 is none.
     *
     * @param truths other days are left out
     */
    Uni<List<SourceErrors>> leads(Window window, List<Truth> truths);

    /**
     * Decisions that are settled and rested on a forecast: of each city's event and kind of run the last, in
     * {@link JudgedDecision#ORDER}.
     */
    Uni<List<JudgedDecision>> decisions(Window window);
}
