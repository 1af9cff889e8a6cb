package prescient.trade.kalshi;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where one account's requests and its socket go. Both are of one environment: a socket of another one would tell
 * another account's fills.
 *
 * @param rest without {@code /trade-api/v2} and without a slash at the end
 * @param socket without {@code /trade-api/ws/v2} and without a slash at the end
 */
public record KalshiEndpoints(String environment, String rest, String socket) {

    static final String API = "/trade-api/v2";
    static final String SOCKET = "/trade-api/ws/v2";

    private static final Map<String, KalshiEndpoints> OWN = Map.of(
            "demo",
            new KalshiEndpoints("demo", "https://external-api.demo.kalshi.co", "wss://external-api-ws.demo.kalshi.co"),
            "prod",
            new KalshiEndpoints("prod", "https://external-api.kalshi.com", "wss://external-api-ws.kalshi.com"));

    /**
     * @param url instead of the venue's own
     * @param socketUrl instead of the venue's own; when only {@code url} is given, the socket is there, too
     * @throws IllegalArgumentException when there is no address, or one belongs to another environment
     */
    public static KalshiEndpoints of(String environment, Optional<URI> url, Optional<URI> socketUrl) {
        var own = OWN.get(environment);
        if (url.isEmpty() && own == null) {
            throw new IllegalArgumentException(
                    "the account " + environment + " needs prescient.kalshi." + environment + ".url");
        }
        if (url.isEmpty() && socketUrl.isPresent()) {
            throw new IllegalArgumentException("prescient.kalshi." + environment
                    + ".socket without .url would take requests and messages from two places");
        }
        var rest = url.map(KalshiEndpoints::plain).orElseGet(() -> own == null ? "" : own.rest());
        var socket = socketUrl
                .or(() -> url)
                .map(KalshiEndpoints::plain)
                .orElseGet(() -> own == null ? "" : own.socket())
                .replaceFirst("^http", "ws");
        requireOwnHost(environment, rest);
        requireOwnHost(environment, socket);
        return new KalshiEndpoints(environment, rest, socket);
    }

    /** The whole address of a path such as {@code /portfolio/fills}. */
    public URI rest(String path, String query) {
        return URI.create(rest + API + path + (query.isEmpty() ? "" : "?" + query));
    }

    /** The socket's whole address. */
    public URI socketAddress() {
        return URI.create(socket + SOCKET);
    }

    private static String plain(URI address) {
        return address.toString().replaceAll("/+$", "");
    }

    /** The venue's play-money hosts end in kalshi.co, the others in kalshi.com; keys are of one of them. */
    private static void requireOwnHost(String environment, String address) {
        var host = String.valueOf(URI.create(address).getHost());
        var isReal = host.equals("kalshi.com") || host.endsWith(".kalshi.com");
        var isDemo = host.equals("kalshi.co") || host.endsWith(".kalshi.co");
        if ((isReal && !environment.equals("prod")) || (isDemo && !environment.equals("demo"))) {
            throw new IllegalArgumentException(
                    "the account " + environment + " would go to " + host + ", which is another environment's");
        }
    }
}
