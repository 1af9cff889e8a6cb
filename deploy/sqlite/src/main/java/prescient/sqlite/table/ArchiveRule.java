package prescient.sqlite.table;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was archived: records of a target older than a time, except those somebody wants to keep.
 *
 * @param kept ids and tickers
 */
public record ArchiveRule(String target, Instant before, Set<String> kept) {

    /**
     * True when it covers a record.
     *
     * @param at how old it is; a record of unknown age is never covered
     */
    boolean covers(@Nullable Instant at, @Nullable String id, @Nullable String ticker) {
        return at != null
                && at.isBefore(before)
                && (id == null || !kept.contains(id))
                && (ticker == null || !kept.contains(ticker));
    }
}
