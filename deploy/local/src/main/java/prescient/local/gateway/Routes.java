package prescient.local.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import prescient.local.ServiceName;

/** Which service answers which path. The longest prefix wins; a prefix ends where a path segment ends. */
final class Routes {

    /** One line of the table. */
    record Route(String prefix, ServiceName service) {

        private boolean covers(String path) {
            return path.equals(prefix) || path.startsWith(prefix + "/");
        }
    }

    /** The whole table, in the order in which people read it. */
    static final List<Route> TABLE = List.of(
            new Route("/events", ServiceName.MARKET_INGEST),
            new Route("/markets", ServiceName.MARKET_INGEST),
            new Route("/prices", ServiceName.MARKET_INGEST),
            new Route("/books", ServiceName.MARKET_INGEST),
            new Route("/snapshots", ServiceName.MARKET_INGEST),
            new Route("/ingest", ServiceName.MARKET_INGEST),
            new Route("/signals", ServiceName.SIGNAL),
            new Route("/strategies", ServiceName.SIGNAL),
            new Route("/trading/signal-archives", ServiceName.SIGNAL),
            new Route("/entry", ServiceName.SIGNAL),
            new Route("/backtests", ServiceName.SIGNAL),
            new Route("/watchlist", ServiceName.SIGNAL),
            new Route("/live-analysis", ServiceName.SIGNAL),
            new Route("/paper-trading", ServiceName.TRADE),
            new Route("/trading", ServiceName.TRADE),
            new Route("/trades", ServiceName.TRADE),
            new Route("/orders", ServiceName.TRADE),
            new Route("/desk", ServiceName.TRADE),
            new Route("/simulation", ServiceName.TRADE),
            new Route("/account", ServiceName.TRADE),
            new Route("/kill-switch", ServiceName.TRADE),
            new Route("/notifications", ServiceName.TRADE),
            new Route("/paper-trading/portfolio", ServiceName.PORTFOLIO),
            new Route("/trading/portfolio-history", ServiceName.PORTFOLIO),
            new Route("/portfolios", ServiceName.PORTFOLIO),
            new Route("/reservations", ServiceName.PORTFOLIO),
            new Route("/fills", ServiceName.PORTFOLIO),
            new Route("/settlements", ServiceName.PORTFOLIO),
            new Route("/ledger", ServiceName.PORTFOLIO),
            new Route("/analytics", ServiceName.PORTFOLIO),
            new Route("/cutover/events", ServiceName.MARKET_INGEST),
            new Route("/cutover/signals", ServiceName.SIGNAL),
            new Route("/cutover/signal_archives", ServiceName.SIGNAL),
            new Route("/cutover/trades", ServiceName.TRADE),
            new Route("/cutover/portfolio", ServiceName.PORTFOLIO),
            new Route("/cutover/portfolio_history", ServiceName.PORTFOLIO),
            new Route("/cutover/forecasts", ServiceName.FORECAST),
            new Route("/cutover/calibration", ServiceName.FORECAST),
            new Route("/cutover/decisions", ServiceName.FORECAST),
            new Route("/cutover/observations", ServiceName.FORECAST),
            new Route("/forecast", ServiceName.FORECAST),
            new Route("/cities", ServiceName.FORECAST),
            new Route("/observations", ServiceName.FORECAST),
            new Route("/fingerprints", ServiceName.FORECAST),
            new Route("/probabilities", ServiceName.FORECAST),
            new Route("/strike-table", ServiceName.FORECAST));

    private static final List<Route> LONGEST_FIRST = TABLE.stream()
            .sorted(Comparator.comparingInt((Route route) -> route.prefix().length())
                    .reversed())
            .toList();

    private Routes() {}

    /** True for a path template that every service answers for its own part. */
    static boolean isOfEvery(String template) {
        return template.equals("/cutover")
                || template.equals("/cutover/backup")
                || template.equals("/cutover/watch")
                || template.startsWith("/cutover/{");
    }

    /**
     * The service for a decoded path, if there is one. A path with dot segments has none: the service would resolve
     * them and answer for another path than the one that was looked up here.
     */
    static Optional<ServiceName> find(String path) {
        if (path.contains("/../") || path.contains("/./") || path.endsWith("/..") || path.endsWith("/.")) {
            return Optional.empty();
        }
        return LONGEST_FIRST.stream()
                .filter(route -> route.covers(path))
                .map(Route::service)
                .findFirst();
    }
}
