package prescient.market.venue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Which of Kalshi's markets are read, and how. */
@ConfigMapping(prefix = "prescient.venue.kalshi")
public interface KalshiConfig extends VenueLimits {

    /** Series whose markets are read when they are asked for, for instance {@code KXHIGHNY}; without any, none is. */
    Optional<Set<String>> series();

    /** Base address of the API, or of a stand-in, without {@code /trade-api/v2}. */
    @WithDefault("https://external-api.kalshi.com")
    URI url();

    /** Tickers in one request. */
    @WithDefault("50")
    int tickersPerRequest();

    /** Requests in ten seconds; the venue allows 200 to everybody. */
    @WithDefault("100")
    int requestsPerTenSeconds();
}
