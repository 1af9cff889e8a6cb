package prescient.forecast.calibration;

/** What becomes of a forecast that is no finite number. */
public enum NonFinite {
    /** It is left out, as if the source had not answered. */
    LEFT_OUT,
    /** The legacy programs': it is graded, and one of them spoils all weights of its city. */
    GRADED
}
