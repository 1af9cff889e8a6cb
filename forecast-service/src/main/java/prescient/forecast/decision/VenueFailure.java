package prescient.forecast.decision;

/** A venue did not give a usable answer, or a city cannot be decided on. */
public final class VenueFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VenueFailure(String message) {
        super(message);
    }
}
