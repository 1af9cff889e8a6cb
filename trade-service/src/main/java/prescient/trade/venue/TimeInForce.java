package prescient.trade.venue;

/** How long an order may wait for what it does not find at once. */
public enum TimeInForce {
    /** What is left rests on the book until it fills or is cancelled. */
    GOOD_TILL_CANCELED,
    /** What is left is cancelled at once. */
    IMMEDIATE_OR_CANCEL,
    /** Everything at once, or nothing at all. */
    FILL_OR_KILL
}
