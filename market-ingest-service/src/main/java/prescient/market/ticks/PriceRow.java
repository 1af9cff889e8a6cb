package prescient.market.ticks;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The price of one second.
 *
 * @param at the second of the exchange's time
 * @param sourceAt the exchange's time of the trade; null for a row of an old log
 * @param sourceZone the zone the source gave it in; null when it is not known
 */
@RegisterForReflection
public record PriceRow(
        Instant at,
        BigDecimal price,
        String venue,
        @Nullable Instant sourceAt,
        @Nullable String sourceZone) {

    String cursor() {
        return at.toString();
    }
}
