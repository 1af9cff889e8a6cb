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
    private final QuotaDesk quotas;
    private final FetchHttp http;
    private final long jitterSeed;
    private final int attempts;

    OutsideClient(OutsideConfig config, SourceMeters meters, QuotaDesk quotas) {
        this.standIn = config.standIn();
        this.meters = meters;
        this.quotas = quotas;
        this.jitterSeed = config.jitterSeed();
        this.attempts = config.retries() + 1;
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
     * @param quota how many requests it takes; a stand-in takes any number
     */
    public record Service(
            String source, Optional<URI> configured, String standInPath, String home, Duration apart, Quota quota) {

        /** One that takes as many requests as it is sent. */
        public Service(String source, Optional<URI> configured, String standInPath, String home, Duration apart) {
            this(source, configured, standInPath, home, apart, Quota.NONE);
        }
    }

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
        var quota = isStoodIn(service.configured()) ? Quota.NONE : service.quota();
        return new SiteClient(service.source(), trimmed(base), fetch, meters, quotas, quota, attempts);
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
