package prescient.forecast.csv;

/** What is odd about a row. */
public enum OddKind {
    /** It could not be read; only its text is kept. */
    REJECTED,
    /** It has an earlier width and was read by that layout. */
    OLD_LAYOUT,
    /** Its columns stand in another order than its width says; they were put right. */
    SHIFTED,
    /** What it says is known to be wrong. */
    CONTAMINATED,
    /** It lacks a part of its key. */
    INCOMPLETE,
    /** A later row says the same. */
    REPEATED,
    /** A later row of the same key says something else, and counts. */
    CONFLICTING,
    /** It was read, but would be written in other letters. */
    INEXACT,
    /** The file ends within its line: it may be torn. */
    OPEN_END
}
