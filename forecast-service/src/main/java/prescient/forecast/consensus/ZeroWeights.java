package prescient.forecast.consensus;

/** What becomes of weights that sum to nothing. */
public enum ZeroWeights {
    /** All sources weigh the same. */
    MADE_EQUAL,
    /** The legacy vote's: they stay, and the blend is 0 degrees. */
    KEPT
}
