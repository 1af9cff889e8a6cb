package prescient.trade.venue;

import java.time.Instant;
import java.util.List;

/** All schedules one knows of. */
public record FeeSchedules(List<FeeSchedule> rows) {

    public FeeSchedules {
        rows = List.copyOf(rows);
    }

    /**
     * The schedule of a series at a time; a row of the series itself goes before the venue's general one, a later one
     * before an earlier one.
     *
     * @throws IllegalStateException if there is none: a fill without a fee would be a wrong one
     */
    public FeeSchedule at(String venue, String series, Instant time) {
        FeeSchedule best = null;
        for (var row : rows) {
            boolean applies = row.venue().equals(venue)
                    && row.validAt(time)
                    && (row.series() == null || row.series().equals(series));
            if (applies && (best == null || better(row, best))) {
                best = row;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no fee schedule of " + venue + " for " + series + " at " + time);
        }
        return best;
    }

    private static boolean better(FeeSchedule row, FeeSchedule than) {
        if ((row.series() == null) != (than.series() == null)) {
            return row.series() != null;
        }
        return row.validFrom().isAfter(than.validFrom());
    }
}
