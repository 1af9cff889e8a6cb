package prescient.forecast.allocation;

/** How money is divided by a price. */
public enum Division {
    /** Decimals: 5 dollars buy 50 contracts at 10 cents. */
    EXACT,
    /** The legacy trader's, with binary fractions: 5 dollars buy 49. */
    BINARY
}
