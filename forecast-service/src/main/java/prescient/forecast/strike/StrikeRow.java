package prescient.forecast.strike;

import java.math.BigDecimal;
import java.math.RoundingMode;
import prescient.forecast.csv.Fixed;

/**
 * One strike. Figures have two decimals, rounded as the legacy program did.
 *
 * @param strike dollars
 * @param buffer dollars between price and strike, 0 or more
 * @param bufferPct that distance in steps between strikes; the name is the legacy one, it is no percentage
 * @param probability percent, that the price stays on its side of the strike
 * @param yesAsk cents, what YES costs; 100 when nobody sells
 * @param noAsk cents, what NO costs
 * @param yesDiff points by which YES is more probable than it costs
 * @param noDiff likewise NO
 * @param volume contracts
 * @param activeSide the likely side: {@code no} when the strike is above the price, else {@code yes}
 */
public record StrikeRow(
        BigDecimal strike,
        BigDecimal buffer,
        BigDecimal bufferPct,
        BigDecimal probability,
        BigDecimal yesAsk,
        BigDecimal noAsk,
        BigDecimal yesDiff,
        BigDecimal noDiff,
        BigDecimal volume,
        String ticker,
        String activeSide) {

    private static final int ALL = 100;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    /** What the venue says of a strike: its asks in cents and its volume in contracts. */
    record Quote(String ticker, BigDecimal yesAsk, BigDecimal noAsk, BigDecimal volume) {}

    /**
     * The row. With p the probability: for a strike below the price {@code yes_diff = p − yes_ask} and
     * {@code no_diff = 100 − p − no_ask}; for any other {@code yes_diff = 100 − p − yes_ask} and
     * {@code no_diff = p − no_ask}.
     *
     * @param tier dollars between two strikes
     */
    static StrikeRow of(BigDecimal price, BigDecimal tier, BigDecimal strike, BigDecimal probability, Quote quote) {
        double now = price.doubleValue();
        double target = strike.doubleValue();
        double within = probability.doubleValue();
        double yes = target < now ? within : ALL - within;
        double no = target < now ? ALL - within : within;
        double buffer = Math.abs(now - target);
        return new StrikeRow(
                strike,
                rounded(buffer),
                rounded(buffer / tier.doubleValue()),
                probability,
                quote.yesAsk(),
                quote.noAsk(),
                rounded(yes - quote.yesAsk().doubleValue()),
                rounded(no - quote.noAsk().doubleValue()),
                quote.volume(),
                quote.ticker(),
                target > now ? "no" : "yes");
    }

    /** The strike a market's floor means: 118749.99 is 118750. */
    static BigDecimal strike(BigDecimal floor) {
        return floor.add(CENT).setScale(0, RoundingMode.DOWN);
    }

    private static BigDecimal rounded(double value) {
        return Fixed.of(value, 2);
    }
}
