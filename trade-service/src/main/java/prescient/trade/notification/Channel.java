package prescient.trade.notification;

import java.io.IOException;

/** A way to a person. */
interface Channel {

    /** As in tables, bodies and meters. */
    String name();

    /** It is told where to send to. */
    boolean on();

    /** Where it sends to, without anything secret; empty when it is off. */
    String target();

    /**
     * Sends a message once. Blocks, at most about as long as the timeout of the configuration; on a virtual thread.
     *
     * @throws IOException when it was not taken, or nobody knows whether it was; it says why and holds no secret
     */
    void send(Message message) throws IOException, InterruptedException;
}
