package prescient.forecast.city;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * A temperature somebody observed. City, source and time together identify it.
 *
 * @param cityCode where; a code of {@code GET /cities}
 * @param source who says so, for instance {@code nws}
 * @param observedAt when it was so, kept to the microsecond
 * @param temperatureF degrees Fahrenheit, -200 to 200
 */
record Observation(String cityCode, String source, Instant observedAt, BigDecimal temperatureF) {

    private static final BigDecimal LIMIT = new BigDecimal(200);
    private static final int MAX_DECIMALS = 12;
    private static final Instant START_OF_TIME = Instant.parse("1971-01-01T00:00:00Z");
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    Observation {
        Objects.requireNonNull(cityCode, "city_code is missing");
        require(cityCode.matches("[a-z][a-z0-9_-]{1,19}"), "city_code is 2 to 20 of a-z 0-9 _ -, a letter first");
        Objects.requireNonNull(source, "source is missing");
        require(source.matches("[a-z0-9][a-z0-9._-]{0,59}"), "source is 1 to 60 of a-z 0-9 . _ -");
        Objects.requireNonNull(observedAt, "observed_at is missing");
        require(
                observedAt.isAfter(START_OF_TIME) && observedAt.isBefore(END_OF_TIME),
                "observed_at lies in the years 1971 to 9999");
        Objects.requireNonNull(temperatureF, "temperature_f is missing");
        require(temperatureF.abs().compareTo(LIMIT) <= 0, "temperature_f lies in [-200, 200]");
        temperatureF = temperatureF.signum() == 0 ? BigDecimal.ZERO : temperatureF.stripTrailingZeros();
        require(temperatureF.scale() <= MAX_DECIMALS, "temperature_f has at most " + MAX_DECIMALS + " decimals");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
