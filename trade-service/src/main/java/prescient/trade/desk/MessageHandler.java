package prescient.trade.desk;

/** A role that handles messages. */
public interface MessageHandler {

    Role recipient();

    /**
     * Does what the message asks for and marks it handled in the same transaction, so that a repeat finds it done.
     * Blocks; on a virtual thread. A failure is stored with the message, which comes again.
     */
    void handle(DeskMessage message);
}
