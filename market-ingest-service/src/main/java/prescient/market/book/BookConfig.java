package prescient.market.book;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import prescient.socket.SocketLimits;

/** Which hourly series is followed, and how. REST address and limits are those of {@code prescient.venue.kalshi}. */
@ConfigMapping(prefix = "prescient.books")
public interface BookConfig {

    /** The series, for instance {@code KXBTCD}; without one no book is kept. */
    Optional<String> series();

    /** The venue's socket, or a stand-in's; without one each book is asked for when somebody wants it. */
    Optional<URI> socket();

    /** Where the rows belong: {@code simulation}, {@code demo} or {@code prod}. */
    @WithDefault("simulation")
    String environment();

    /** How often the venue's list of events is read. */
    @WithDefault("PT5S")
    Duration listEvery();

    /** How long nothing may be heard over the socket before the connection counts as lost. */
    @WithDefault("PT15S")
    Duration receiveTimeout();

    /** How long a handshake may take. */
    @WithDefault("PT5S")
    Duration connectTimeout();

    /** The pause before the first new connection; it doubles with each. */
    @WithDefault("PT0.25S")
    Duration backOff();

    /** The longest pause. */
    @WithDefault("PT30S")
    Duration longestBackOff();

    /** Seed of the jitter on the pauses. */
    @WithDefault("0")
    long jitterSeed();

    /** How long to wait for a fresh snapshot before asking again. */
    @WithDefault("PT1S")
    Duration resyncEvery();

    /** How old a book that was asked for over REST may be before it is asked for again. */
    @WithDefault("PT1S")
    Duration restAge();

    /** How often books are stored, those that changed. */
    @WithDefault("PT60S")
    Duration storeEvery();

    /** How old the last thing heard may be before an alarm is raised. */
    @WithDefault("PT30S")
    Duration staleAfter();

    /** The largest message that is read. */
    @WithDefault("1048576")
    int maxMessageBytes();

    /** What keeping the socket up may cost. */
    default SocketLimits limits() {
        return new SocketLimits(connectTimeout(), receiveTimeout(), backOff(), longestBackOff(), maxMessageBytes());
    }
}
