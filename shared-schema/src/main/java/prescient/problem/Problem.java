package prescient.problem;

/**
 * An expected refusal: a stable code, the HTTP status it is answered with, and what the caller can do about it. Each
 * feature lists its own in an enum; the name of the constant is the code.
 */
public interface Problem {

    /** The stable code clients branch on, for instance {@code INSUFFICIENT_CASH}. */
    String name();

    /** The HTTP status, 4xx or 503. */
    int status();

    /** One sentence that tells the caller what to do. */
    String hint();

    /** The refusal as an exception, with what was wrong this time. */
    default Refused with(String detail) {
        return new Refused(this, detail);
    }
}
