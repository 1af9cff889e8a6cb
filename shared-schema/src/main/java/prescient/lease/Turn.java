package prescient.lease;

/** The right to do what one replica at a time may do; it ends when it is closed. */
public interface Turn extends AutoCloseable {

    /** True once another replica may have it. */
    boolean lost();

    /** Grows with each turn, so that writes can name it; 0 where nobody can take the turn away. */
    long token();

    @Override
    void close();
}
