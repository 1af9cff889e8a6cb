package prescient.forecast.metric;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * One figure of a city's day.
 *
 * @param source a source's name, or {@code trade} for figures of the trades
 * @param value unit by kind
 */
public record DailyMetric(
        OffsetDateTime runAt, LocalDate tradeDate, String city, MetricKind kind, String source, BigDecimal value) {

    /** The name under which figures of trades stand. */
    public static final String TRADE = "trade";
}
