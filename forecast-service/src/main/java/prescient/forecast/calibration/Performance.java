package prescient.forecast.calibration;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import prescient.forecast.source.Source;

/**
 * How well a source forecast a city's day, as it is stored. Degrees Fahrenheit; null where nothing is known.
 *
 * @param absoluteErrorF distance of the two others
 */
public record Performance(
        LocalDate date,
        String city,
        Source source,
        @Nullable BigDecimal predictedF,
        @Nullable BigDecimal actualF,
        @Nullable BigDecimal absoluteErrorF) {}
