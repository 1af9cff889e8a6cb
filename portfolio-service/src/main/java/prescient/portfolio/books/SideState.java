package prescient.portfolio.books;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept beside {@code portfolio.json}.
 *
 * @param known it belongs to the file as it is now; otherwise somebody else wrote the file since
 * @param empty nothing was ever kept
 * @param stale lines of the journal that did not come to count, and must go before more are added
 * @param positions notes by trade
 * @param header notes of the portfolio, null if there are none
 * @param updatedAt when anything last changed, null if that is what the file says
 */
record SideState(
        boolean known,
        boolean empty,
        boolean stale,
        Map<String, Map<String, String>> positions,
        @Nullable Map<String, String> header,
        List<Hold> holds,
        Settings settings,
        @Nullable Instant updatedAt) {}
