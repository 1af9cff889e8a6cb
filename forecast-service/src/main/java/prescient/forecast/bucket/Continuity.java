package prescient.forecast.bucket;

/** How whole degrees stand for a range of temperatures. */
public enum Continuity {
    /** A degree stands for the half degrees around it: 34 to 35 is all that rounds to one of them, 33.5 to 35.5. */
    WHOLE_DEGREES(0.5),
    /** The legacy programs': 34 to 35 is one degree wide, so that the buckets of a day sum to far less than 1. */
    NONE(0);

    private final double margin;

    Continuity(double margin) {
        this.margin = margin;
    }

    double marginF() {
        return margin;
    }
}
