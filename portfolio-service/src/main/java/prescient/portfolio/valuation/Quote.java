package prescient.portfolio.valuation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;

/**
 * The prices of a market as market-ingest-service knows them.
 *
 * @param yesPrice dollars per share, null if unknown
 * @param noPrice dollars per share, null if unknown
 * @param observedAt when the venue showed them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Quote(
        String marketId, @Nullable Price yesPrice, @Nullable Price noPrice, Instant observedAt) {

    Quote {
        Objects.requireNonNull(marketId, "market_id is missing");
        Objects.requireNonNull(observedAt, "observed_at is missing");
    }

    /** The answer of {@code GET /prices}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(List<Quote> quotes) {
        Answer {
            quotes = List.copyOf(Objects.requireNonNull(quotes, "quotes is missing"));
        }
    }
}
