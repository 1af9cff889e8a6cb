package prescient.trade.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import prescient.trade.kalshi.KalshiForTests;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;

/** All accounts, the real ones too, are at one simulated venue, which counts every request it gets. */
public class SimulatedVenue implements QuarkusTestResourceLifecycleManager {

    private static final Instant NOON = Instant.parse("2025-10-15T16:10:00Z");

    private VenueSim venue;

    @Override
    public Map<String, String> start() {
        venue = VenueSim.start(VenueSimConfig.generated(() -> NOON).withSeed(5));
        var settings = new HashMap<String, String>();
        settings.put("prescient.kalshi.accounts", "demo,prod,simulation");
        settings.put("test.venue.url", venue.url());
        for (var environment : new String[] {"demo", "prod", "simulation"}) {
            var prefix = "prescient.kalshi." + environment;
            settings.put(prefix + ".url", venue.url() + "/kalshi");
            settings.put(prefix + ".key-id", "key-for-tests");
            settings.put(prefix + ".private-key", KalshiForTests.privateKey());
        }
        return settings;
    }

    @Override
    public void stop() {
        venue.close();
    }
}
