package prescient.market.venue;

/**
 * Something in a venue's answer that could not be taken as it is; it goes to quarantine.
 *
 * @param position where it stood, for instance {@code page 3, event 17} or {@code market 540206}
 * @param reason why, in one sentence
 * @param payload the text as sent
 * @param loss true when a page or an event is lost by it, so that the run is not complete
 */
public record Defect(String position, String reason, String payload, boolean loss) {}
