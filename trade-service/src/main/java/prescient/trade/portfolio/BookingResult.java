package prescient.trade.portfolio;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What the books said to a fill or a settlement.
 *
 * @param id of the fill or settlement
 * @param outcome {@code booked}, {@code repeated} or {@code refused}
 * @param code why refused, null otherwise
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BookingResult(
        @JsonAlias({"fill_id", "settlement_id"}) String id,
        String outcome,
        @Nullable String code) {}
