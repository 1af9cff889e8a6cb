package prescient.trade.desk;

/** What came of storing a change. */
enum Saved {
    STORED,
    /** Somebody changed the trade since it was read. */
    OVERTAKEN,
    /** Its fill was applied, or its message handled, before. */
    KNOWN;

    /** By how many rows were found as they had been read, and how many were then stored. */
    static Saved of(long locked, long stored) {
        if (locked == 0) {
            return OVERTAKEN;
        }
        return stored == 0 ? KNOWN : STORED;
    }
}
