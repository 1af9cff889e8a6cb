package prescient.market.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;
import prescient.venuesim.VenueSource;

/**
 * The simulated venue with its sockets, on a free port for as long as the JVM runs. Its clock runs at {@code
 * speed}, so that a few seconds of a test bring minutes of prices.
 */
public final class SimulatedExchange implements QuarkusTestResourceLifecycleManager {

    /** Decides every price. */
    public static final long SEED = 11;

    private static volatile VenueSim running;

    private String speed = "1";

    @Override
    public void init(Map<String, String> arguments) {
        speed = arguments.getOrDefault("speed", speed);
    }

    @Override
    public Map<String, String> start() {
        System.out.println("seed of the simulated exchange: " + SEED);
        running = VenueSim.start(VenueSimConfig.generated(InstantSource.system())
                .withSource(new VenueSource.Generated(1, 1, false))
                .withSeed(SEED)
                .withAt(begin())
                .withSpeed(Double.parseDouble(System.getProperty("prescient.soak") == null ? speed : "1")));
        var socket = running.url().replace("http:", "ws:");
        var settings = new HashMap<String, String>();
        settings.put("prescient.ticks.url", socket + "/coinbase");
        settings.put("prescient.ticks.receive-timeout", "PT1S");
        settings.put("prescient.ticks.back-off", "PT0.05S");
        settings.put("prescient.ticks.longest-back-off", "PT0.5S");
        settings.put("prescient.ticks.flush", "PT0.1S");
        settings.put("prescient.ticks.stale-after", "PT30S");
        settings.put("prescient.venue.kalshi.requests-per-ten-seconds", "100000");
        settings.put("prescient.books.series", "KXBTCD");
        settings.put("prescient.books.socket", socket + "/kalshi/trade-api/ws/v2");
        settings.put("prescient.books.back-off", "PT0.05S");
        settings.put("prescient.books.longest-back-off", "PT0.5S");
        settings.put("prescient.books.receive-timeout", "PT5S");
        settings.put("prescient.books.resync-every", "PT0.2S");
        settings.put("prescient.books.list-every", "PT1S");
        settings.put("prescient.books.rest-age", "PT0.05S");
        return settings;
    }

    /** Two minutes into the hour that is on, so that no hour ends while a test looks at it. */
    private static Instant begin() {
        return InstantSource.system().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofMinutes(2));
    }

    @Override
    public void stop() {
        // Ends with the JVM: the service still listens while it shuts down.
    }

    /** The one that runs. */
    public static VenueSim venue() {
        return running;
    }
}
