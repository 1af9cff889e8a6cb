package prescient.cutover;

/** Brings the store that follows back to the store that is trusted, and compares both. Blocks; on virtual threads. */
public interface Repair {

    /** A repair as the mirror runs it, while it rests. */
    @FunctionalInterface
    interface Work {
        /**
         * @param full as in {@link Repair#run}
         * @return how many records were written
         */
        long run(boolean full);
    }

    /**
     * In dual-write: writes what differs or is missing in the database from the files.
     *
     * @param full every record is written again, so that positions are current, too
     * @return how many records were written
     * @throws prescient.database.BulkFailure when the database does not answer
     */
    long run(Feature feature, boolean full);

    /**
     * Compares both stores now, and stores the result as a parity check.
     *
     * @throws prescient.database.BulkFailure when the database does not answer
     */
    TransferState.ParityCheck check(Feature feature);
}
