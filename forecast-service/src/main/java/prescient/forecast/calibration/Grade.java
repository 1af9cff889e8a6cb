package prescient.forecast.calibration;

import java.time.LocalDate;
import java.util.Optional;
import prescient.forecast.csv.Fixed;
import prescient.forecast.source.Source;

/**
 * How far a source's forecast of a city's day was off. Degrees Fahrenheit, rounded as they are stored: 4 decimals.
 *
 * @param absoluteErrorF not a number only where a forecast was none and that was let through
 */
public record Grade(
        LocalDate date, String city, Source source, double predictedF, double actualF, double absoluteErrorF) {

    private static final int DECIMALS = 4;

    /** The error is taken before rounding. */
    static Grade of(LocalDate date, String city, Source source, double predictedF, double actualF) {
        return new Grade(
                date,
                city,
                source,
                Fixed.round(predictedF, DECIMALS),
                Fixed.round(actualF, 1),
                Fixed.round(Math.abs(predictedF - actualF), DECIMALS));
    }

    /** Empty when one of the three numbers is missing. */
    public static Optional<Grade> of(Performance stored) {
        var predicted = stored.predictedF();
        var actual = stored.actualF();
        var error = stored.absoluteErrorF();
        if (predicted == null || actual == null || error == null) {
            return Optional.empty();
        }
        return Optional.of(new Grade(
                stored.date(),
                stored.city(),
                stored.source(),
                predicted.doubleValue(),
                actual.doubleValue(),
                error.doubleValue()));
    }

    /**
     * As it is stored.
     *
     * @throws NumberFormatException when a number is not finite
     */
    public Performance stored() {
        return new Performance(
                date,
                city,
                source,
                Fixed.of(predictedF, DECIMALS),
                Fixed.of(actualF, 1),
                Fixed.of(absoluteErrorF, DECIMALS));
    }
}
