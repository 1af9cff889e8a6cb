package prescient.forecast.settle;

/** What becomes of a maximum that is marked as a record, for instance {@code 83R}. */
public enum RecordFlag {
    /** It is the maximum. */
    READ,
    /** The legacy programs': the report has no maximum, and the day's trades are never settled. */
    NOT_UNDERSTOOD
}
