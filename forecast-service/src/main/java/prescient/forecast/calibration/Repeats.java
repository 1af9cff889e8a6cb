package prescient.forecast.calibration;

/** What becomes of several grades of one day, city and source. */
public enum Repeats {
    /** The last of them counts, once. */
    LAST_COUNTS,
    /** The legacy programs': each counts, so that days that were graded more often weigh more. */
    EACH_COUNTS
}
