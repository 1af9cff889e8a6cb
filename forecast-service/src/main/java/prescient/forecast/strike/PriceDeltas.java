package prescient.forecast.strike;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Changes of a price over the last minutes, percent; 0 is no change, null is not known. */
public record PriceDeltas(
        @JsonProperty("delta_1m") @Nullable BigDecimal delta1m,
        @JsonProperty("delta_2m") @Nullable BigDecimal delta2m,
        @JsonProperty("delta_3m") @Nullable BigDecimal delta3m,
        @JsonProperty("delta_4m") @Nullable BigDecimal delta4m,
        @JsonProperty("delta_15m") @Nullable BigDecimal delta15m,
        @JsonProperty("delta_30m") @Nullable BigDecimal delta30m) {}
