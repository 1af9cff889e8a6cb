package prescient.venuesim;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** What each source thinks a day's maximum will be: the truth, its bias, and an error that wanders as the day nears. */
final class WeatherForecasts {

    private static final double ERROR_AT_ONCE_F = 0.6;
    private static final double ERROR_PER_HOUR_F = 0.04;
    private static final double HOURS_OF_ONE_OPINION = 12;
    private static final double ERROR_WHEN_OBSERVED = 0.3;

    private final Climate climate;
    private final Noise noise;

    WeatherForecasts(Climate climate, Noise noise) {
        this.climate = climate;
        this.noise = noise;
    }

    Climate climate() {
        return climate;
    }

    /** Degrees Fahrenheit, as thought at {@code now}. */
    double maximumF(WeatherSource source, WeatherCity city, LocalDate day, Instant now) {
        var warmest = day.atTime(Climate.WARMEST).atZone(city.zone()).toInstant();
        double hours = Duration.between(now, warmest).toMinutes() / 60.0;
        double ahead = Math.max(0, hours);
        double size = source.skill() * (ERROR_AT_ONCE_F + ERROR_PER_HOUR_F * ahead);
        if (source.isObserving() && hours <= 0) {
            size *= ERROR_WHEN_OBSERVED;
        }
        var opinion = noise.fork(source.row()).fork(city.row());
        double error = size * opinion.wave(day.toEpochDay(), ahead / HOURS_OF_ONE_OPINION);
        double bias = source.isObserving() && hours <= 0 ? 0 : source.biasF();
        return climate.maximumF(city, day) + bias + error;
    }
}
