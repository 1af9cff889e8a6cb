package prescient.trade.live;

/** What came of sending something to a venue. */
sealed interface Sent {

    /** The venue has it. */
    record Taken(String venueOrderId) implements Sent {}

    /** The venue understood and did nothing. */
    record Refused(String code, String reason) implements Sent {}

    /** It may have been done. */
    record NoAnswer(String reason) implements Sent {}
}
