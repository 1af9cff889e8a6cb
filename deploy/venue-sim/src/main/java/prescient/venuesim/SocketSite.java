package prescient.venuesim;

import java.util.Map;

/** A service that is spoken to over WebSockets. Safe for many threads; what it opens need not be. */
interface SocketSite {

    /** Whether connections to this path are its own. */
    boolean has(String path);

    /**
     * Looks at a handshake.
     *
     * @param headers by their names in lower case
     * @throws Refusal when the site refuses it
     */
    default void admit(Map<String, String> headers) {}

    /** Begins to serve a connection that it admitted. */
    Talk open(Map<String, String> headers, SocketLine line);

    /** One connection. Its methods run one at a time. */
    interface Talk {

        /** The client said this. */
        void take(String text);

        /** Called many times a second: sends whatever came due since the last time. */
        void tick();
    }
}
