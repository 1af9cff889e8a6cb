package prescient.trade.incident;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is watched, causes before what depends on them, so that no part can depend on itself. A part is well when its
 * data
 * are fresh and its round trips short; that a process runs says nothing.
 */
public enum Part {
    DATABASE("database", true, null),
    DISK("disk", false, null),
    MARKET_INGEST("market_ingest_service", true, "market-ingest-service"),
    SIGNAL("signal_service", true, "signal-service"),
    TRADE("trade_service", true, "trade-service"),
    PORTFOLIO("portfolio_service", true, "portfolio-service"),
    FORECAST("forecast_service", true, "forecast-service"),
    FEEDS("feeds", false, "market-ingest-service"),
    ACCOUNT_SYNC("account_sync", false, "trade-service"),
    EXCHANGE("exchange", true, "trade-service"),
    SUPERVISOR("supervisor", true, "trade-service"),
    OUTBOX("outbox", true, "trade-service"),
    BACKUPS("backups", false, null);

    private final String text;
    private final boolean critical;
    private final @Nullable String unit;

    Part(String text, boolean critical, @Nullable String unit) {
        this.text = text;
        this.critical = critical;
        this.unit = unit;
    }

    /** The part of this name; empty for one that another version knew. */
    static Optional<Part> of(String text) {
        for (var part : values()) {
            if (part.text.equals(text)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** As in bodies, tables and meters. */
    public String text() {
        return text;
    }

    /** Trading suffers at once; only such parts make a failure worse than a warning. */
    public boolean critical() {
        return critical;
    }

    /** The smallest thing whose restart could help, one of the services; null when no restart would. */
    public @Nullable String unit() {
        return unit;
    }

    /** What must work for this to work, likeliest cause first; always parts that stand above it. */
    public List<Part> dependsOn() {
        return switch (this) {
            case DATABASE, DISK -> List.of();
            case MARKET_INGEST, SIGNAL, TRADE, PORTFOLIO, FORECAST, BACKUPS -> List.of(DATABASE);
            case FEEDS -> List.of(MARKET_INGEST);
            case ACCOUNT_SYNC -> List.of(TRADE);
            case EXCHANGE -> List.of(TRADE, MARKET_INGEST, PORTFOLIO);
            case SUPERVISOR -> List.of(TRADE, FEEDS);
            case OUTBOX -> List.of(TRADE, PORTFOLIO, SIGNAL);
        };
    }
}
