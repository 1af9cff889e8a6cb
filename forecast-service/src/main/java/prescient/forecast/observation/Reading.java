package prescient.forecast.observation;

import java.time.Instant;

/**
 * What a station measured.
 *
 * @param temperatureF degrees Fahrenheit, finite
 */
public record Reading(Instant at, double temperatureF) {}
