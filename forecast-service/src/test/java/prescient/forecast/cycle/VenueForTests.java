package prescient.forecast.cycle;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;
import prescient.venuesim.VenueSource;

/** The running service finds all others in a simulator that shows today's weather. */
public class VenueForTests implements QuarkusTestResourceLifecycleManager {

    private @Nullable VenueSim sim;

    @Override
    public Map<String, String> start() {
        var started = VenueSim.start(
                VenueSimConfig.generated(InstantSource.system()).withSource(new VenueSource.Generated(1, 1, true)));
        sim = started;
        return Map.of("prescient.outside.stand-in", started.url());
    }

    @Override
    public void stop() {
        Objects.requireNonNull(sim).close();
    }
}
