package prescient.forecast.probability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import of fingerprints found.
 *
 * @param sets in the order of their names
 */
public record ImportReport(List<Line> sets) {

    /**
     * One set.
     *
     * @param written tables that are new
     * @param unchanged tables that were there
     * @param active whether it answers for its symbol from now on
     * @param code why nothing of it was stored: {@code SET_DIFFERS} or {@code FILE_UNREADABLE}; null when it was
     * @param detail what was wrong, null when nothing was
     */
    public record Line(
            String symbol,
            String set,
            int written,
            int unchanged,
            boolean active,
            @Nullable String code,
            @Nullable String detail) {}
}
