package prescient.trade.incident;

/**
 * What one look at a part found.
 *
 * @param part looked at
 * @param verdict what the evidence says
 * @param evidence ages and round trips in a sentence, with the limit they are measured against
 */
public record Reading(Part part, Verdict verdict, String evidence) {

    /** What evidence can say. */
    public enum Verdict {
        WELL,
        FAILING,
        /** There is no evidence either way; nothing is entered or left because of it. */
        UNKNOWN
    }
}
