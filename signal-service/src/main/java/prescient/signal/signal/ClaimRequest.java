package prescient.signal.signal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import prescient.signal.ids.Ids;

/**
 * Who wants signals.
 *
 * @param claimant a name that stays the same when the claimant restarts, so that it gets its unfinished signals again
 * @param portfolioId whose signals; 1 when left out
 * @param limit most signals, 1 to 1000; 500 when left out
 */
record ClaimRequest(String claimant, int portfolioId, int limit) {

    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 1000;

    @JsonCreator
    static ClaimRequest of(
            @JsonProperty("claimant") @Nullable String claimant,
            @JsonProperty("portfolio_id") @Nullable Integer portfolioId,
            @JsonProperty("limit") @Nullable Integer limit) {
        int most = limit == null ? DEFAULT_LIMIT : limit;
        if (most < 1 || most > MAX_LIMIT) {
            throw new IllegalArgumentException("limit lies in [1, " + MAX_LIMIT + "]");
        }
        return new ClaimRequest(Ids.required(claimant, "claimant"), Ids.portfolio(portfolioId), most);
    }
}
