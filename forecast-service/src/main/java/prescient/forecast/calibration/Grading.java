package prescient.forecast.calibration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import prescient.forecast.source.Source;

/** Compares forecasts with what it turned out to be. Stateless. */
public final class Grading {

    private static final double LEAST_F = -50;
    private static final double MOST_F = 150;

    private Grading() {}

    /**
     * The grades of one city's day, in the order of {@link Source}. Left out are forecasts outside of -50 to 150,
     * and, as in the legacy calibration, those of exactly 0: its providers answered 0 when they knew nothing.
     *
     * @param forecastsF degrees Fahrenheit
     * @param actualF the day's highest temperature
     */
    public static List<Grade> grades(
            LocalDate date, String city, Map<Source, Double> forecastsF, double actualF, NonFinite nonFinite) {
        var grades = new ArrayList<Grade>();
        for (var source : Source.values()) {
            var forecast = forecastsF.get(source);
            if (forecast != null && isGraded(forecast, nonFinite)) {
                grades.add(Grade.of(date, city, source, forecast, actualF));
            }
        }
        return grades;
    }

    private static boolean isGraded(double forecastF, NonFinite nonFinite) {
        if (Double.isNaN(forecastF)) {
            return nonFinite == NonFinite.GRADED;
        }
        return forecastF != 0 && forecastF >= LEAST_F && forecastF <= MOST_F;
    }
}
