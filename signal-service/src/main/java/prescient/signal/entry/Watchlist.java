package prescient.signal.entry;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which strikes are worth watching: those near the limits of entering, and not only those within. Stateless. */
final class Watchlist {

    /** Points below the least probability that are still watched. */
    private static final BigDecimal PROBABILITY_MARGIN = new BigDecimal(5);

    /** Points below the least advantage that are still watched. */
    private static final BigDecimal DIFFERENTIAL_MARGIN = new BigDecimal(3);

    private Watchlist() {}

    /**
     * The sheet with those strikes only, the most probable first: {@code volume ≥ min_volume},
     * {@code probability > min_probability − 5}, {@code max(yes_ask, no_ask) ≤ max_ask} and, for the likely side,
     * {@code diff ≥ min_differential − 3}.
     */
    static StrikeSheet of(StrikeSheet sheet, EntrySettings settings) {
        return sheet.with(sheet.strikes().stream()
                .filter(row -> absence(row, settings).isEmpty())
                .sorted(Comparator.comparing(StrikeRow::probability).reversed())
                .toList());
    }

    /** Why a strike is not on the list; empty when it is. */
    static List<SkipReason> absence(StrikeRow row, EntrySettings settings) {
        var reasons = new ArrayList<SkipReason>();
        if (row.volume().compareTo(settings.watchlistMinVolume()) < 0) {
            reasons.add(SkipReason.VOLUME_LOW);
        }
        if (row.yesAsk().max(row.noAsk()).compareTo(settings.watchlistMaxAsk()) > 0) {
            reasons.add(SkipReason.ASK_HIGH);
        }
        if (row.probability().compareTo(settings.minProbability().subtract(PROBABILITY_MARGIN)) <= 0) {
            reasons.add(SkipReason.PROBABILITY_FAR);
        }
        if (row.differential().compareTo(settings.minDifferential().subtract(DIFFERENTIAL_MARGIN)) < 0) {
            reasons.add(SkipReason.DIFFERENTIAL_FAR);
        }
        return reasons;
    }
}
