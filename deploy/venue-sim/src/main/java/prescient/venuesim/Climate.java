package prescient.venuesim;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * The weather as it is: every day's maximum and minimum and the course between them, a pure function of the seed. A
 * day's maximum is the season's plus noise that lasts from one day to the next (autoregressive, cut after ten days).
 * The warmest moment of a day is always the same, and nothing of the day is warmer.
 */
final class Climate {

    /** Local time of the day's maximum: one of the times at which stations report. */
    static final LocalTime WARMEST = LocalTime.of(15, 0);

    private static final LocalTime COLDEST = LocalTime.of(6, 0);
    /** Of a year, on the northern half of the globe. */
    private static final int WARMEST_DAY = 200;

    private static final double PERSISTENCE = 0.65;
    private static final int MEMORY_DAYS = 10;
    private static final int DAILY_NOISE = 10;
    private static final int DAILY_SPAN = 20;

    private final Noise noise;

    Climate(Noise noise) {
        this.noise = noise;
    }

    /** The day's maximum in whole degrees Fahrenheit, as it is settled on. */
    int maximumF(WeatherCity city, LocalDate day) {
        return (int) Math.round(normalF(city, day) + city.weatherF() * anomaly(city, day));
    }

    /** In whole degrees Fahrenheit, below the maximum of its day and of the day before. */
    int minimumF(WeatherCity city, LocalDate day) {
        double span = 9 + 11 * noise.fork(DAILY_SPAN).uniform(city.row(), day.toEpochDay());
        int least = Math.min(maximumF(city, day), maximumF(city, day.minusDays(1)));
        return (int) Math.round(Math.min(maximumF(city, day) - span, least - 2));
    }

    /** What the season lets expect of the day's maximum, degrees Fahrenheit. */
    double normalF(WeatherCity city, LocalDate day) {
        double year = 2 * Math.PI * (day.getDayOfYear() - WARMEST_DAY) / 365.25;
        return city.meanF() + city.seasonF() * StrictMath.cos(year);
    }

    /** Degrees Fahrenheit at a moment. */
    double temperatureF(WeatherCity city, ZonedDateTime at) {
        var local = at.withZoneSameInstant(city.zone());
        return courseF(city, local, maximumF(city, local.toLocalDate()));
    }

    /** Degrees Fahrenheit at a moment of a day that had this maximum. */
    double courseF(WeatherCity city, ZonedDateTime local, double maximumF) {
        var day = local.toLocalDate();
        var coldest = day.atTime(COLDEST).atZone(city.zone());
        var warmest = day.atTime(WARMEST).atZone(city.zone());
        double course;
        if (local.isBefore(coldest)) {
            var before = day.minusDays(1).atTime(WARMEST).atZone(city.zone());
            course = between(before, maximumF(city, day.minusDays(1)), coldest, minimumF(city, day), local);
        } else if (local.isBefore(warmest)) {
            course = between(coldest, minimumF(city, day), warmest, maximumF, local);
        } else {
            var after = day.plusDays(1).atTime(COLDEST).atZone(city.zone());
            course = between(warmest, maximumF, after, minimumF(city, day.plusDays(1)), local);
        }
        return Math.min(course, maximumF);
    }

    private static double between(ZonedDateTime from, double fromF, ZonedDateTime to, double toF, ZonedDateTime at) {
        double part = (double) Duration.between(from, at).toSeconds()
                / Duration.between(from, to).toSeconds();
        return fromF + (toF - fromF) * (1 - StrictMath.cos(Math.PI * part)) / 2;
    }

    /** Deviation 1 over the years. */
    private double anomaly(WeatherCity city, LocalDate day) {
        double sum = 0;
        double weight = StrictMath.sqrt(1 - PERSISTENCE * PERSISTENCE);
        for (int back = 0; back < MEMORY_DAYS; back++) {
            sum += weight * noise.fork(DAILY_NOISE).bell(city.row(), day.toEpochDay() - back);
            weight *= PERSISTENCE;
        }
        return sum;
    }
}
