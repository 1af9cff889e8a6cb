package prescient.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A day's report on a feature.
 *
 * @param day in UTC
 * @param mode at its end
 * @param looks how often the feature was looked at, once a minute by each replica; 0 when nobody looked
 * @param differences the most that a comparison of that day found; null without one, as in database-only
 * @param slower reads took longer than they did on the files, by more than the gate allows
 * @param latency what reads took on both stores, as last measured; null on a day nobody looked
 * @param fallbacks reads that the files answered in place of the database
 * @param lagSeconds the longest that the files were behind
 * @param rules alerts of the day: reasons to go back that were raised
 * @param incidents of the day, as far as this service knows of them
 * @param closed the day is over, and the report stays as it is
 */
@Schema(name = "CutoverWatchDay")
record WatchDay(
        LocalDate day,
        String mode,
        int looks,
        @Nullable Long differences,
        boolean slower,
        @Nullable JsonNode latency,
        long fallbacks,
        double lagSeconds,
        List<String> rules,
        List<String> incidents,
        boolean closed) {

    /** More than this is worth a word. */
    private static final double LAG_SECONDS = 60;

    /** {@code good}, or what was not. */
    public String getSentence() {
        if (looks == 0) {
            return "nobody looked";
        }
        var wrong = new ArrayList<String>();
        if (differences != null && differences > 0) {
            wrong.add(differences + " records differed");
        }
        if (slower) {
            wrong.add("reads were slower than on the files");
        }
        if (fallbacks > 0) {
            wrong.add(fallbacks + " reads were answered by the files");
        }
        if (lagSeconds > LAG_SECONDS) {
            wrong.add("the files were up to " + Math.round(lagSeconds) + " s behind");
        }
        rules.forEach(rule -> wrong.add("rule " + rule));
        if (!incidents.isEmpty()) {
            wrong.add(incidents.size() + " incidents");
        }
        return wrong.isEmpty() ? "good" : String.join(", ", wrong);
    }
}
