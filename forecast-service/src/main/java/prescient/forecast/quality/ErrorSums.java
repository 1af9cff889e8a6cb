package prescient.forecast.quality;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Errors of forecasts added up, degrees Fahrenheit. The sums are exact, so they are the same in whatever order and by
 * whichever store they were added.
 *
 * @param count how many errors that is
 * @param sumF forecast less actual
 * @param absoluteF the same without signs
 * @param squaredF their squares
 */
record ErrorSums(long count, BigDecimal sumF, BigDecimal absoluteF, BigDecimal squaredF) {

    static final ErrorSums NONE = new ErrorSums(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    ErrorSums {
        sumF = sumF.stripTrailingZeros();
        absoluteF = absoluteF.stripTrailingZeros();
        squaredF = squaredF.stripTrailingZeros();
    }

    static ErrorSums of(BigDecimal forecastF, BigDecimal actualF) {
        var error = forecastF.subtract(actualF);
        return new ErrorSums(1, error, error.abs(), error.multiply(error));
    }

    ErrorSums plus(ErrorSums other) {
        return new ErrorSums(
                count + other.count,
                sumF.add(other.sumF),
                absoluteF.add(other.absoluteF),
                squaredF.add(other.squaredF));
    }

    /** Mean absolute error (Wilks, Statistical Methods in the Atmospheric Sciences, ch. 8); null without errors. */
    @Nullable Double maeF() {
        return mean(absoluteF);
    }

    /** Mean error: above 0 the forecasts were too warm; null without errors. */
    @Nullable Double biasF() {
        return mean(sumF);
    }

    /** Root of the mean squared error; null without errors. */
    @Nullable Double rmseF() {
        var square = mean(squaredF);
        return square == null ? null : Math.sqrt(square);
    }

    private @Nullable Double mean(BigDecimal sum) {
        return count == 0 ? null : sum.doubleValue() / count;
    }
}
