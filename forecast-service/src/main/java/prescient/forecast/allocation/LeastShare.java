package prescient.forecast.allocation;

/** How every city gets its least. */
public enum LeastShare {
    /** Those below it are raised to it, and the others give up what that takes in proportion to their scores. */
    OTHERS_GIVE,
    /** The legacy trader's: as soon as one city is below it, all get the same, whatever their scores. */
    EQUAL_SPLIT
}
