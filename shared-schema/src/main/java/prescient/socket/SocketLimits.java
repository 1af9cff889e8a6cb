package prescient.socket;

import java.time.Duration;

/**
 * What keeping a socket up may cost.
 *
 * @param connectTimeout how long a handshake may take
 * @param receiveTimeout how long nothing may be heard before the connection counts as lost
 * @param backOff the pause before the first new attempt; it doubles until something is heard again
 * @param longestBackOff the longest pause
 * @param maxMessageBytes the largest message that is read
 */
public record SocketLimits(
        Duration connectTimeout,
        Duration receiveTimeout,
        Duration backOff,
        Duration longestBackOff,
        int maxMessageBytes) {

    public SocketLimits {
        for (var time : new Duration[] {connectTimeout, receiveTimeout, backOff, longestBackOff}) {
            if (time.toMillis() < 1) {
                throw new IllegalArgumentException("a socket's times are a millisecond or more, not " + time);
            }
        }
    }

    /** The pause before attempt {@code attempt}, counted from 0, before chance takes up to half of it away. */
    long pauseMillis(int attempt) {
        long doubled = backOff.toMillis() << Math.min(attempt, 20);
        return Math.min(doubled, longestBackOff.toMillis());
    }
}
