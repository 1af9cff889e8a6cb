package prescient.trade.account;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look at an account brought.
 *
 * @param differences positions that do not follow from the fills, as far as both were read
 */
public record SyncReport(String environment, Instant at, List<Walked> lists, List<Difference> differences) {

    /**
     * One list.
     *
     * @param rows the venue told, with those told before
     * @param changed new ones and those that are different now
     * @param unreadable put into quarantine
     * @param problem why it was not read to its end; null when it was
     */
    public record Walked(
            Part list,
            int pages,
            int rows,
            int changed,
            int unreadable,
            @Nullable String problem) {}

    /**
     * A figure of a position that differs.
     *
     * @param field as the venue names it
     * @param firstSeenAt since when it differs
     */
    public record Difference(
            String ticker, String field, BigDecimal derived, BigDecimal reported, Instant firstSeenAt) {}

    /** Whether every list was read to its end. */
    boolean isComplete() {
        return lists.stream().allMatch(walked -> walked.problem() == null);
    }
}
