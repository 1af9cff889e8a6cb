package prescient.venuesim;

/** A request that is answered with an error. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
