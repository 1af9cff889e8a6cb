package prescient.paper;

/** Bounds that hold for events and markets where a caller sets none; money in dollars, bounds inclusive. */
public final class FilterDefaults {

    public static final double MIN_LIQUIDITY = 10_000;
    public static final double MIN_VOLUME = 50_000;

    /** Whole days until an event ends. */
    public static final int MAX_DAYS_UNTIL_END = 90;

    /** Whole days until an event ends. */
    public static final int MIN_DAYS_UNTIL_END = 1;

    private FilterDefaults() {}
}
