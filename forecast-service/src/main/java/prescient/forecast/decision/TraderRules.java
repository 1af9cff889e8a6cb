package prescient.forecast.decision;

import prescient.forecast.allocation.Division;
import prescient.forecast.allocation.LeastShare;
import prescient.forecast.bucket.Continuity;

/**
 * Where the legacy trader was wrong, which way to go.
 *
 * @param continuity of bucket probabilities
 * @param leastShare how every city gets its least
 * @param division of money by prices
 * @param citiesApart what goes wrong in one city does not end the run for the next
 * @param realAskOnly nothing is bought unless a book offers it at 1 to 99 cents; otherwise the market's own quote is
 *     taken, with a depth of 5 that nobody offered
 * @param recordedAfterOrder the decision says what became of the order, and money of a refused one is not spent
 */
public record TraderRules(
        Continuity continuity,
        LeastShare leastShare,
        Division division,
        boolean citiesApart,
        boolean realAskOnly,
        boolean recordedAfterOrder) {

    public static final TraderRules CORRECTED =
            new TraderRules(Continuity.WHOLE_DEGREES, LeastShare.OTHERS_GIVE, Division.EXACT, true, true, true);

    /** As the legacy trader went. */
    public static final TraderRules LEGACY =
            new TraderRules(Continuity.NONE, LeastShare.EQUAL_SPLIT, Division.BINARY, false, false, false);
}
