package prescient.forecast.calibration;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import prescient.forecast.source.Source;

/**
 * The weights one calibration gave a city's sources.
 *
 * @param runAt the same for all cities of a run
 * @param asOf last day that was looked at
 * @param windowDays how many days were looked at
 * @param weights they sum to 1; empty when no source had been graded
 */
public record WeightsRecord(
        OffsetDateTime runAt, LocalDate asOf, String city, int windowDays, Map<Source, BigDecimal> weights) {

    public WeightsRecord {
        weights = Source.copyOf(weights);
    }
}
