package prescient.local.gateway;

/** A service's word on the caller of a page that the gateway puts together. */
final class NotLetIn extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final GatewayProblem problem;

    private NotLetIn(GatewayProblem problem) {
        super(problem.name(), null, false, false);
        this.problem = problem;
    }

    GatewayProblem problem() {
        return problem;
    }

    /** Throws when an answer's status says that the caller is not let in. */
    static void check(int status) {
        if (status == GatewayProblem.NOT_AUTHENTICATED.status()) {
            throw new NotLetIn(GatewayProblem.NOT_AUTHENTICATED);
        }
        if (status == GatewayProblem.NOT_ALLOWED.status()) {
            throw new NotLetIn(GatewayProblem.NOT_ALLOWED);
        }
    }
}
