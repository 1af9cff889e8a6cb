package prescient.signal.signal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the signal lifecycle. */
@ConfigMapping(prefix = "prescient.signal")
interface SignalConfig {

    /** A signal older than this is not handed out any more: its price is history. */
    @WithDefault("PT15M")
    Duration maxAge();

    /** How long a claimant has a signal for itself. */
    @WithDefault("PT60S")
    Duration claimLease();

    /** How often signals that are too old are marked expired, as a Quarkus duration; {@code off} never. */
    @WithDefault("30s")
    String expireEvery();

    /** How long a generation waits for market-ingest, all attempts together. */
    @WithDefault("PT50S")
    Duration marketDeadline();
}
