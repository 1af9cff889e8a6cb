package prescient.market.price;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was recorded of markets: the figures each time they changed, and what does not change. */
final class Recorded {

    private Recorded() {}

    /**
     * A market's figures at a time they changed.
     *
     * @param yesPrice dollars per share, like {@code noPrice}; null when the market had no two prices
     * @param id tells snapshots of one moment apart
     */
    @RegisterForReflection
    record Snapshot(
            Instant timestamp,
            String marketId,
            @Nullable BigDecimal yesPrice,
            @Nullable BigDecimal noPrice,
            @Nullable BigDecimal liquidity,
            @Nullable BigDecimal volume,
            @Nullable BigDecimal volume24hr,
            @JsonIgnore long id) {

        /** Continues a list behind this snapshot. */
        String cursor() {
            return timestamp + "_" + id;
        }
    }

    /**
     * A market without its figures.
     *
     * @param resolution yes, no or void once it is decided, null before
     * @param resolvedAt when the venue last showed it decided: never before it was; null before
     */
    record Market(
            String marketId,
            String question,
            @Nullable String eventId,
            @Nullable String eventTitle,
            @Nullable Instant eventEndDate,
            @Nullable Instant endDate,
            @Nullable String resolution,
            @Nullable Instant resolvedAt) {}
}
