package prescient.auth;

/** A setting under which the service would be open to anybody; the message says what to do. */
final class RefusedStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedStart(String message) {
        super(message, null, false, false);
    }
}
