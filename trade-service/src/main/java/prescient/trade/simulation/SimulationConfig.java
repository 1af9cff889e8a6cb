package prescient.trade.simulation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The paper exchange of environment {@code simulation}. */
@ConfigMapping(prefix = "prescient.simulation")
interface SimulationConfig {

    /** Dollars the account begins with, once. */
    @WithDefault("10000.00")
    java.math.BigDecimal startingBalance();

    /** Decides every drawn latency together with the order's id; the same seed draws the same again. */
    @WithDefault("20250728")
    long seed();

    /** Orders whose client order id begins with this draw from the automatic orders' latencies, others from manual. */
    @WithDefault("auto")
    String autoPrefix();

    /** Whose fee schedules apply. */
    @WithDefault("kalshi")
    String venue();

    /** Events handled together at most. */
    @WithDefault("1000")
    int batch();

    /** Orders that may wait to be stored; what comes on top is answered as unknown. */
    @WithDefault("20000")
    int queue();

    /** While orders rest, the books are looked at this often. */
    @WithDefault("PT1S")
    Duration restingInterval();

    /** An order whose market shows no book, or a stale one, for this long is given up. */
    @WithDefault("PT10S")
    Duration bookPatience();

    /** After an outage the next attempt comes after this. */
    @WithDefault("PT0.25S")
    Duration retryPause();

    /** A closed market without a result, and an event that fails by itself, come again after this. */
    @WithDefault("PT30S")
    Duration resultPause();

    /** Orders that ended without a fill, levels of markets that closed, and snapshots are forgotten after this. */
    @WithDefault("P90D")
    Duration keep();

    /** Recorded books, a JSON document a line as market-ingest's {@code GET /books/{ticker}} tells them; else live. */
    Optional<Path> tape();
}
