package prescient.market.price;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A market's figures at a time they changed.
 *
 * @param source {@code catalogue} or {@code refresh}
 * @param id tells points of one moment apart
 */
public record PricePoint(
        Instant timestamp,
        @Nullable BigDecimal yesPrice,
        @Nullable BigDecimal noPrice,
        @Nullable BigDecimal liquidity,
        @Nullable BigDecimal volume,
        @Nullable BigDecimal volume24hr,
        @Nullable BigDecimal marketConviction,
        String source,
        @JsonIgnore long id) {

    /** Continues a list behind this point. */
    String cursor() {
        return timestamp + "_" + id;
    }
}
