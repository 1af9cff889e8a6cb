package prescient.cutover;

/** The configuration says two things about where the truth is, so the service does not start. */
public final class ContradictorySwitches extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ContradictorySwitches(String message) {
        super("contradictory settings: " + message);
    }
}
