package prescient.trade.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to be written.
 *
 * @param messageId makes writing it twice writing it once
 * @param payload what it says
 * @param at when it was said
 * @param handled it needs no handling: it only tells what was done
 * @param error what went wrong, null if nothing did
 */
public record Note(
        String messageId,
        String traceId,
        String tradeId,
        Role sender,
        Role recipient,
        String kind,
        JsonNode payload,
        Instant at,
        boolean handled,
        @Nullable String error) {}
