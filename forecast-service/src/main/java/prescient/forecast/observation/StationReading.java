package prescient.forecast.observation;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An observation and what was made of it. Degrees Fahrenheit, trends in degrees an hour; null where the layout of its
 * time had no such column.
 *
 * @param at time of the station's observation, UTC
 * @param station for instance {@code KNYC}
 * @param highTodayF highest of the city's day so far
 * @param projectedHighF highest of the day if the trend goes on until the day's peak
 * @param accelerationF 10-minute trend less the 30-minute one
 * @param peakAt when the day is expected to be warmest, in the city's own offset
 */
public record StationReading(
        OffsetDateTime at,
        String city,
        String station,
        BigDecimal temperatureF,
        @Nullable BigDecimal highTodayF,
        @Nullable BigDecimal projectedHighF,
        @Nullable BigDecimal trend10m,
        @Nullable BigDecimal trend30m,
        @Nullable BigDecimal trend1h,
        @Nullable BigDecimal accelerationF,
        @Nullable OffsetDateTime peakAt) {}
