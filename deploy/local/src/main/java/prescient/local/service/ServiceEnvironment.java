package prescient.local.service;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import prescient.local.Ports;
import prescient.local.ServiceName;
import prescient.local.Venue;
import prescient.local.postgres.PostgresLogin;
import prescient.local.state.Secrets;
import prescient.local.state.Tokens;

/**
 * What a service is told through its environment.
 *
 * @param ports where everything listens
 * @param secrets passwords of the database roles
 * @param tokens the keys that services believe, and their own tokens
 * @param venueUrl base URL of the venue's read API; unless it is the live one, weather is found there as well
 * @param clockOffset added to the machine's clock by every service
 * @param more further variables, which win over the others
 */
public record ServiceEnvironment(
        Ports ports, Secrets secrets, Tokens tokens, String venueUrl, Duration clockOffset, Map<String, String> more) {

    /** The markets that forecasts are about; the real venue's are read only where somebody says so. */
    private static final String WEATHER_SERIES = "KXHIGHNY,KXHIGHCHI,KXHIGHAUS,KXHIGHMIA";

    /** The markets of the trading desk. */
    private static final String HOURLY_SERIES = "KXBTCD";

    /** Public prices of the real exchange; books of the real venue are only read where somebody says so. */
    private static final Map<String, String> REAL_FEEDS =
            Map.of("PRESCIENT_TICKS_URL", "wss://ws-feed.exchange.coinbase.com", "PRESCIENT_TICKS_ENVIRONMENT", "prod");

    public ServiceEnvironment {
        more = Map.copyOf(more);
    }

    /** The variables of {@code service}, added to those of the launcher. */
    public Map<String, String> of(ServiceName service) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service)));
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("PRESCIENT_AUTH_KEYS", tokens.keysFile().toString());
        variables.put("PRESCIENT_AUTH_ISSUER", Tokens.ISSUER);
        variables.put("PRESCIENT_AUTH_ROLES_CLAIM", "groups");
        variables.put("PRESCIENT_TOKEN_FILE", tokens.file(service).toString());
        variables.put("PRESCIENT_DB_HOST", "127.0.0.1");
        variables.put("PRESCIENT_DB_PORT", Integer.toString(ports.postgres()));
        variables.put("PRESCIENT_DB_NAME", PostgresLogin.DATABASE);
        variables.put("PRESCIENT_DB_PASSWORD", secrets.password(service.role()));
        variables.put("PRESCIENT_DB_OWNER_PASSWORD", secrets.password(service.ownerRole()));
        variables.put("PRESCIENT_CLOCK_OFFSET", clockOffset.toString());
        for (var neighbour : ServiceName.values()) {
            variables.put(neighbour.urlVariable(), ports.url(neighbour));
        }
        if (service == ServiceName.MARKET_INGEST) {
            variables.put("PRESCIENT_VENUE_POLYMARKET_URL", venueUrl);
            variables.putAll(venueUrl.equals(Venue.Live.URL) ? REAL_FEEDS : simulatedFeeds());
        }
        if (!venueUrl.equals(Venue.Live.URL)) {
            if (service == ServiceName.FORECAST) {
                variables.put("PRESCIENT_OUTSIDE_STAND_IN", venueUrl);
            }
        }
        variables.putAll(more);
        return variables;
    }

    private Map<String, String> simulatedFeeds() {
        var sockets = venueUrl.replaceFirst("^http", "ws");
        return Map.of(
                "PRESCIENT_VENUE_KALSHI_URL", venueUrl + "/kalshi",
                "PRESCIENT_VENUE_KALSHI_SERIES", WEATHER_SERIES,
                "PRESCIENT_TICKS_URL", sockets + "/coinbase",
                "PRESCIENT_BOOKS_SERIES", HOURLY_SERIES,
                "PRESCIENT_BOOKS_SOCKET", sockets + "/kalshi/trade-api/ws/v2");
    }
}
