package prescient.forecast.observation;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * When a day is expected to be warmest: two hours after the sun stands highest, by the equation of time of the National
 * Oceanic and Atmospheric Administration. Stateless.
 */
final class WarmestTime {

    private static final Duration AFTER_NOON = Duration.ofHours(2);
    private static final double JULIAN_DAY_OF_EPOCH = 2_440_587.5;
    private static final double JULIAN_DAY_OF_2000 = 2_451_545;
    private static final double DAYS_PER_CENTURY = 36_525;
    private static final int MINUTES_PER_DEGREE = 4;
    private static final int NOON_MINUTES = 720;

    private WarmestTime() {}

    /**
     * @param day of the zone
     * @param longitude degrees east
     * @return in the zone's offset, cut to the second
     */
    static OffsetDateTime of(LocalDate day, double longitude, ZoneId zone) {
        double minutes = NOON_MINUTES - MINUTES_PER_DEGREE * longitude - equationOfTime(day);
        var noon = day.atStartOfDay(ZoneOffset.UTC).plusSeconds((long) (minutes * 60));
        return noon.plus(AFTER_NOON).withZoneSameInstant(zone).toOffsetDateTime();
    }

    /** Minutes by which the sun is ahead of the clocks, at 0 h UTC of the day. */
    private static double equationOfTime(LocalDate day) {
        double t = (day.toEpochDay() + JULIAN_DAY_OF_EPOCH - JULIAN_DAY_OF_2000) / DAYS_PER_CENTURY;
        double longitude = Math.toRadians(280.46646 + t * (36000.76983 + 0.0003032 * t));
        double anomaly = Math.toRadians(357.52911 + t * (35999.05029 - 0.0001537 * t));
        double eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
        double meanObliquity = 23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - 0.001813 * t))) / 60) / 60;
        double obliquity = meanObliquity + 0.00256 * Math.cos(Math.toRadians(125.04 - 1934.136 * t));
        double tangent = Math.tan(Math.toRadians(obliquity) / 2);
        double y = tangent * tangent;
        double radians = y * Math.sin(2 * longitude)
                - 2 * eccentricity * Math.sin(anomaly)
                + 4 * eccentricity * y * Math.sin(anomaly) * Math.cos(2 * longitude)
                - y * y / 2 * Math.sin(4 * longitude)
                - 1.25 * eccentricity * eccentricity * Math.sin(2 * anomaly);
        return MINUTES_PER_DEGREE * Math.toDegrees(radians);
    }
}
