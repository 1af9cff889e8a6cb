package prescient.forecast.outside;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import prescient.fetch.FetchClient;
import prescient.fetch.FetchHttp;
import prescient.fetch.FetchLimits;
import prescient.fetch.RateBudget;

/** Makes the clients of all services outside, which share their limits. */
@ApplicationScoped
public class OutsideClient {

    private final Optional<URI> standIn;
    private final SourceMeters meters;
    private final FetchHttp http;
    private final long jitterSeed;

    OutsideClient(OutsideConfig config, SourceMeters meters) {
        this.standIn = config.standIn();
        this.meters = meters;
        this.jitterSeed = config.jitterSeed();
        this.http = new FetchHttp(new FetchLimits(
                config.connectTimeout(),
                config.timeout(),
                config.retries(),
                config.backOff(),
                config.longestBackOff(),
                config.maxAnswerBytes()));
    }

    /**
     * A service's address and pace.
     *
     * @param source its name in meters
     * @param configured its address, if it was given one
     * @param standInPath where it is below the stand-in, for instance {@code /weather/open-meteo}
     * @param home its address otherwise
     * @param apart the least time between two requests
     */
    public record Service(String source, Optional<URI> configured, String standInPath, String home, Duration apart) {}

    /** A client of this service, with a budget of its own. */
    public SiteClient site(Service service) {
        meters.expect(service.source());
        var base = service.configured()
                .map(URI::toString)
                .or(() -> standIn.map(simulator -> trimmed(simulator.toString()) + service.standInPath()))
                .orElse(service.home());
        var fetch = new FetchClient(
                "the source",
                http,
                RateBudget.spaced(service.apart(), System.nanoTime()),
                new SplittableRandom(jitterSeed),
                () -> meters.retried(service.source()));
        return new SiteClient(service.source(), trimmed(base), fetch, meters);
    }

    /** True when it is simulated, for want of an address of its own. */
    public boolean isStoodIn(Optional<URI> configured) {
        return configured.isEmpty() && standIn.isPresent();
    }

    private static String trimmed(String base) {
        return base.replaceAll("/+$", "");
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
