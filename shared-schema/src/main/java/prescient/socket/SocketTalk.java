package prescient.socket;

/** What is said over a socket. All calls come one at a time, on the socket's own event loop: nothing here may block. */
public interface SocketTalk {

    /** A connection is up, the first one or a later one: the place to subscribe. */
    void opened(Line line);

    /** The other side said this. */
    void heard(String text);

    /**
     * The connection is gone, once for each that was up; another attempt follows by itself.
     *
     * @param reason in a few words, without addresses or keys
     */
    void lost(String reason);

    /** Whether the other side has anything to say now; while it has not, its silence is no loss. */
    default boolean expectsNews() {
        return true;
    }

    /** The way to the other side while the connection is up; later it takes everything and does nothing. */
    interface Line {

        /** Sends a text. */
        void say(String text);

        /** Ends the connection, since what comes over it makes no sense any more; a new one follows. */
        void drop(String reason);
    }
}
