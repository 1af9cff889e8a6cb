package prescient.forecast.settle;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The market that was chosen and its quote. Prices are whole cents of a dollar, 0 to 100.
 *
 * @param lowF lower bound of the bucket, inclusive; null when open
 * @param highF upper bound of the bucket, inclusive; null when open
 * @param modelProbability of the bucket, as the model sees it
 * @param askQuantity contracts at the ask
 * @param marketProbability the ask as a probability
 * @param edge model's less market's probability
 * @param expectedCents a contract's expected value
 * @param count contracts decided on
 */
public record EvaluatedMarket(
        String ticker,
        String subtitle,
        @Nullable BigDecimal lowF,
        @Nullable BigDecimal highF,
        @Nullable BigDecimal modelProbability,
        @Nullable Integer askCents,
        @Nullable Integer bidCents,
        @Nullable Integer spreadCents,
        @Nullable Integer askQuantity,
        @Nullable BigDecimal marketProbability,
        @Nullable BigDecimal edge,
        @Nullable BigDecimal expectedCents,
        @Nullable Integer count) {

    private static final BigDecimal TWO_HUNDRED = BigDecimal.valueOf(200);

    /** The middle of bid and ask, dollars a contract; null without both. */
    public @Nullable BigDecimal midDollars() {
        return askCents == null || bidCents == null
                ? null
                : BigDecimal.valueOf((long) askCents + bidCents).divide(TWO_HUNDRED);
    }

    /** The same with another number of contracts. */
    EvaluatedMarket with(int contracts) {
        return new EvaluatedMarket(
                ticker,
                subtitle,
                lowF,
                highF,
                modelProbability,
                askCents,
                bidCents,
                spreadCents,
                askQuantity,
                marketProbability,
                edge,
                expectedCents,
                contracts);
    }
}
