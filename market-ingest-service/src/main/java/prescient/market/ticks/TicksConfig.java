package prescient.market.ticks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import prescient.socket.SocketLimits;

/** Which prices of the spot exchange are read, and how. */
@ConfigMapping(prefix = "prescient.ticks")
public interface TicksConfig {

    /** The exchange's public socket, or a stand-in's; without one no price is read. */
    Optional<URI> url();

    /** Products of the exchange. */
    @WithDefault("BTC-USD")
    Set<String> symbols();

    /** Where the rows belong: {@code simulation}, or {@code prod} for the real exchange. They are never mixed. */
    @WithDefault("simulation")
    String environment();

    /** How long a handshake may take. */
    @WithDefault("PT5S")
    Duration connectTimeout();

    /** How long nothing may be heard, heartbeats included, before the connection counts as lost. */
    @WithDefault("PT10S")
    Duration receiveTimeout();

    /** The pause before the first new connection; it doubles with each. */
    @WithDefault("PT0.25S")
    Duration backOff();

    /** The longest pause. */
    @WithDefault("PT30S")
    Duration longestBackOff();

    /** Seed of the jitter on the pauses. */
    @WithDefault("0")
    long jitterSeed();

    /** How long rows are collected for one statement. */
    @WithDefault("PT0.25S")
    Duration flush();

    /** How long one statement may take. */
    @WithDefault("PT10S")
    Duration statementTimeout();

    /** Rows that wait for the database at most; beyond them the oldest are given up and reported as a gap. */
    @WithDefault("3600")
    int maxWaiting();

    /** How old the last datum may be before an alarm is raised. */
    @WithDefault("PT15S")
    Duration staleAfter();

    /** Gaps that ended longer ago are forgotten; as long as prices are kept. */
    @WithDefault("P365D")
    Duration keepGaps();

    /** The largest message that is read. */
    @WithDefault("65536")
    int maxMessageBytes();

    /** What keeping the socket up may cost. */
    default SocketLimits limits() {
        return new SocketLimits(connectTimeout(), receiveTimeout(), backOff(), longestBackOff(), maxMessageBytes());
    }
}
