package prescient.forecast.decision;

/** The venue answers, and does not take this order; the message says why, in one word. */
public final class OrderRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OrderRefused(String why) {
        super(why);
    }
}
