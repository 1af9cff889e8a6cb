package prescient.forecast.observation;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last readings of all cities that have any.
 *
 * @param updatedAt null when nothing was fetched yet
 */
public record LatestReadings(@Nullable OffsetDateTime updatedAt, List<StationReading> readings) {

    public LatestReadings {
        readings = List.copyOf(readings);
    }
}
