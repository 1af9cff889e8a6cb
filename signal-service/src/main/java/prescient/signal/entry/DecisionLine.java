package prescient.signal.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is on record; it holds until the next one about its market and side.
 *
 * @param ticker null when no market was looked at
 * @param outcome {@code enter} or {@code skip}
 * @param reasons why it was skipped
 * @param tradeId of the trade that was asked for
 * @param figures what was looked at: {@code ttc} in seconds, {@code probability} and {@code momentum_score} in percent,
 *     {@code ask} in cents, {@code differential} in points, {@code current_price} and {@code strike} in dollars,
 *     {@code volume} in contracts
 */
public record DecisionLine(
        long id,
        Instant decidedAt,
        @Nullable String ticker,
        @Nullable String side,
        String outcome,
        List<String> reasons,
        @Nullable String tradeId,
        int settingsVersion,
        JsonNode figures) {}
