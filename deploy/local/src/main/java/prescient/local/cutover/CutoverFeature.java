package prescient.local.cutover;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import prescient.local.ServiceName;

/** What is cut over as one, in the order in which it is imported: signals find the trades they became. */
public enum CutoverFeature {
    TRADES(ServiceName.TRADE),
    SIGNALS(ServiceName.SIGNAL),
    PORTFOLIO(ServiceName.PORTFOLIO),
    PORTFOLIO_HISTORY(ServiceName.PORTFOLIO),
    SIGNAL_ARCHIVES(ServiceName.SIGNAL),
    EVENTS(ServiceName.MARKET_INGEST),
    FORECASTS(ServiceName.FORECAST),
    CALIBRATION(ServiceName.FORECAST),
    DECISIONS(ServiceName.FORECAST),
    OBSERVATIONS(ServiceName.FORECAST);

    /** Where the old weather programs kept their files, unless they lie in the legacy folder itself. */
    private static final String WEATHER_FOLDER = "Data";

    private final ServiceName owner;

    CutoverFeature(ServiceName owner) {
        this.owner = owner;
    }

    /** The name in URLs and on the command line, for instance {@code portfolio_history}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The service that has it. */
    public ServiceName owner() {
        return owner;
    }

    /**
     * Whether {@code folder} is the legacy folder of this feature. It always is that of the trading system's features;
     * of the weather system's it is only where it has files of them, since most users have none.
     */
    public boolean isAtHomeIn(Path folder) {
        var inside = folder.resolve(WEATHER_FOLDER);
        var home = Files.isDirectory(inside) ? inside : folder;
        return owner != ServiceName.FORECAST
                || weatherFiles().stream().anyMatch(file -> Files.exists(home.resolve(file)));
    }

    private List<String> weatherFiles() {
        return switch (this) {
            case FORECASTS -> List.of("predictions_history.csv", "intraday_forecasts.csv", "hourly_forecasts.csv");
            case CALIBRATION -> List.of("source_performance.csv", "weights_history.csv");
            case DECISIONS ->
                List.of("trades_history.csv", "decisions_history.csv", "eval_history.csv", "daily_metrics.csv");
            case OBSERVATIONS -> List.of("observations_history.csv");
            default -> List.of();
        };
    }

    /** The feature called {@code text}, in any case, with a dash or an underscore. */
    public static Optional<CutoverFeature> find(String text) {
        var wanted = text.toLowerCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(feature -> feature.text().equals(wanted))
                .findFirst();
    }

    /** All of them, in order. */
    public static List<CutoverFeature> all() {
        return List.of(values());
    }

    /** All names, separated by commas. */
    public static String names() {
        return all().stream().map(CutoverFeature::text).collect(Collectors.joining(", "));
    }
}
