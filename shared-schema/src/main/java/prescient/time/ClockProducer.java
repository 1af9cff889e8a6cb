package prescient.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one place that reads the machine's clock; a replay shifts it by {@code prescient.clock.offset}. */
@ApplicationScoped
class ClockProducer {

    /**
     * Time as the suite sees it: the machine's clock plus a fixed offset. All services of a replay get the same offset,
     * so they agree on the time and keep agreeing after a restart.
     */
    @Produces
    @Singleton
    InstantSource clock(@ConfigProperty(name = "prescient.clock.offset", defaultValue = "PT0S") Duration offset) {
        return InstantSource.offset(Clock.systemUTC(), offset);
    }
}
