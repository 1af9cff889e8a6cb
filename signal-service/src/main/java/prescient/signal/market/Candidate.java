package prescient.signal.market;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;

/**
 * A market that passed the filters, as a strategy sees it.
 *
 * @param marketId the venue's id
 * @param question what is asked; {@value #NO_QUESTION} where the venue gave none
 * @param yesPrice dollars per YES share, null when the market has no price
 * @param noPrice dollars per NO share, null when the market has no price
 * @param liquidity dollars, null when unknown
 * @param volume dollars, null when unknown
 * @param eventId the event it belongs to, null when unknown
 * @param eventTitle the event's title, null when unknown
 * @param eventEndDate when the event ends, null when open
 * @param endDate when the market ends, null when open
 * @param snapshotAt when the prices were seen, null when unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Candidate(
        String marketId,
        @Nullable String question,
        @Nullable Price yesPrice,
        @Nullable Price noPrice,
        @Nullable BigDecimal liquidity,
        @Nullable BigDecimal volume,
        @Nullable String eventId,
        @Nullable String eventTitle,
        @Nullable Instant eventEndDate,
        @Nullable Instant endDate,
        @Nullable Instant snapshotAt) {

    /** The legacy system's text for a market without a question. */
    public static final String NO_QUESTION = "Unknown Question";

    public Candidate {
        Objects.requireNonNull(marketId, "market_id is missing");
        question = question == null || question.isEmpty() ? NO_QUESTION : question;
    }
}
