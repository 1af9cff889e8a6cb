package prescient.forecast.decision;

/** The venue answers, and does not take this order; the message says why, in one word. */
public final class OrderFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OrderFailure(String why) {
        super(why);
    }
}
