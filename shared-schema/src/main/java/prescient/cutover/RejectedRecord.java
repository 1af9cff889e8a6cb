package prescient.cutover;

/** A record that a store cannot hold, and why; it goes to the quarantine. */
public final class RejectedRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient LegacyRecord rejected;

    public RejectedRecord(LegacyRecord rejected, String reason) {
        super(reason);
        this.rejected = rejected;
    }

    public LegacyRecord rejected() {
        return rejected;
    }
}
