package prescient.forecast.probability;

import java.math.BigDecimal;

/**
 * What becomes of a price until its market closes, seen from one strike. Probabilities are percent with two decimals.
 *
 * @param buffer dollars between price and strike, 0 or more
 * @param movePercent that distance in percent of the price
 * @param probBeyond that the price ends on the strike's far side
 * @param probWithin that it does not: 100 less {@code probBeyond}
 * @param direction {@code above} when the strike is above the price, else {@code below}
 * @param positiveProb that it moves up so far
 * @param negativeProb that it moves down so far
 */
public record StrikeProbability(
        BigDecimal strike,
        BigDecimal buffer,
        BigDecimal movePercent,
        BigDecimal probBeyond,
        BigDecimal probWithin,
        String direction,
        BigDecimal positiveProb,
        BigDecimal negativeProb) {}
