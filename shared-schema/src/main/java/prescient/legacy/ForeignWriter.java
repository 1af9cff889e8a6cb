package prescient.legacy;

/** Somebody else writes the same legacy files, so this process must not. The message says who or what was seen. */
public final class ForeignWriter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message who holds the files, or what changed */
    public ForeignWriter(String message) {
        super(message);
    }
}
