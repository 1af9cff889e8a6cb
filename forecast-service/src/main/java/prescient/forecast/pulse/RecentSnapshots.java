package prescient.forecast.pulse;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The read helper for a city's last snapshots. Stateless. */
public final class RecentSnapshots {

    private RecentSnapshots() {}

    /**
     * The last of them by time, oldest first; of equal times in the order they were given.
     *
     * @param city blanks around it and case do not matter
     * @param limit how many at most
     */
    public static List<Snapshot> of(Collection<Snapshot> snapshots, String city, LocalDate tradeDate, int limit) {
        var code = city.strip().toLowerCase(Locale.ROOT);
        var sorted = snapshots.stream()
                .filter(snapshot ->
                        snapshot.city().equals(code) && snapshot.tradeDate().equals(tradeDate))
                .sorted(Comparator.comparing(snapshot -> snapshot.at().toInstant()))
                .toList();
        return sorted.subList(Math.max(0, sorted.size() - Math.max(0, limit)), sorted.size());
    }
}
