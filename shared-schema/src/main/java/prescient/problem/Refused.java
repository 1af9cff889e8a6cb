package prescient.problem;

/** A request that a rule refuses; answered as {@code application/problem+json} and never logged above DEBUG. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Refused(Problem problem, String detail) {
        super(detail, null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** What was wrong this time, in one sentence; never null. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
