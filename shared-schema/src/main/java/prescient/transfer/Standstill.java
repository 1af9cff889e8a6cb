package prescient.transfer;

import java.util.function.LongSupplier;

/** Tells whether the two stores of a feature stood still while they were read. */
final class Standstill {

    /** For stores that nobody writes. */
    static final Standstill ALWAYS = new Standstill(() -> 0, () -> 0);

    private final LongSupplier settle;
    private final LongSupplier standing;

    /**
     * @param settle as {@code Cutover.settle}
     * @param standing as {@code Cutover.standing}
     */
    Standstill(LongSupplier settle, LongSupplier standing) {
        this.settle = settle;
        this.standing = standing;
    }

    /** Lets the store that follows catch up and answers {@link #standing}. Blocks. */
    long settle() {
        return settle.getAsLong();
    }

    /** The same number before and after reading means that nothing was written meanwhile; -1 that something is. */
    long standing() {
        return standing.getAsLong();
    }
}
