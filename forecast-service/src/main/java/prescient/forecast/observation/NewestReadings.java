package prescient.forecast.observation;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.history.Companion;

/**
 * The newest reading of each city, for {@code observations_latest.json}. When they were fetched is not kept: the time
 * of the newest stands for it.
 */
final class NewestReadings implements Companion.Digest<StationReading> {

    private final Map<String, StationReading> newest = new HashMap<>();

    @Override
    public void take(StationReading reading) {
        newest.merge(reading.city(), reading, (one, other) -> other.at().isBefore(one.at()) ? one : other);
    }

    @Override
    public String text() {
        var order = LegacyCity.codes();
        var readings = newest.values().stream()
                .sorted(Comparator.<StationReading>comparingInt(reading -> place(order, reading))
                        .thenComparing(StationReading::city))
                .toList();
        var last = readings.stream()
                .map(StationReading::at)
                .max(Comparator.comparing(OffsetDateTime::toInstant))
                .orElse(null);
        return LatestReadingsFile.text(new LatestReadings(last, readings));
    }

    /** The cities in the order in which they were always asked, then the others. */
    private static int place(List<String> order, StationReading reading) {
        int at = order.indexOf(reading.city());
        return at < 0 ? order.size() : at;
    }
}
