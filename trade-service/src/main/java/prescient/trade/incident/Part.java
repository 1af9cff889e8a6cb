package prescient.trade.incident;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is watched, causes before what depends on them, so that no part can depend on itself. A part is well when its data
 * are fresh and its round trips short; that a process runs says nothing.
 */
public enum Part {
    DATABASE("database", true, null),
    DISK("disk", false, null),
    MARKET_INGEST("market_ingest_service", true, "market-ingest-service", DATABASE),
    SIGNAL("signal_service", true, "signal-service", DATABASE),
    TRADE("trade_service", true, "trade-service", DATABASE),
    PORTFOLIO("portfolio_service", true, "portfolio-service", DATABASE),
    FORECAST("forecast_service", true, "forecast-service", DATABASE),
    FEEDS("feeds", false, "market-ingest-service", MARKET_INGEST),
    ACCOUNT_SYNC("account_sync", false, "trade-service", TRADE),
    EXCHANGE("exchange", true, "trade-service", TRADE, MARKET_INGEST, PORTFOLIO),
    SUPERVISOR("supervisor", true, "trade-service", TRADE, FEEDS),
    OUTBOX("outbox", true, "trade-service", TRADE, PORTFOLIO, SIGNAL),
    BACKUPS("backups", false, null, DATABASE);

    private final String text;
    private final boolean critical;
    private final @Nullable String unit;
    private final List<Part> dependsOn;

    Part(String text, boolean critical, @Nullable String unit, Part... dependsOn) {
        this.text = text;
        this.critical = critical;
        this.unit = unit;
        this.dependsOn = List.of(dependsOn);
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

    /** What must work for this to work, likeliest cause first. */
    public List<Part> dependsOn() {
        return dependsOn;
    }
}
