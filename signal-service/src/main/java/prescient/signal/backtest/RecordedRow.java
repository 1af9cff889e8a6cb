package prescient.signal.backtest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;

/**
 * A market's figures at a time they changed, as market-ingest recorded them.
 *
 * @param yesPrice dollars per share, like {@code noPrice}; null when the market had no two prices
 * @param liquidity dollars, like the volumes; null when unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@RegisterForReflection
public record RecordedRow(
        Instant timestamp,
        String marketId,
        @Nullable Price yesPrice,
        @Nullable Price noPrice,
        @Nullable BigDecimal liquidity,
        @Nullable BigDecimal volume,
        @Nullable BigDecimal volume24hr) {

    public RecordedRow {
        Objects.requireNonNull(timestamp, "timestamp is missing");
        Objects.requireNonNull(marketId, "market_id is missing");
    }
}
