package prescient.local.cutover;

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
    EVENTS(ServiceName.MARKET_INGEST);

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
