package prescient.trade.desk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is kept.
 *
 * @param sequence grows; messages of one trade are handled in its order
 * @param kind what it is about, for instance {@code close}
 * @param handledAt null until its effect is stored, which happens together
 * @param attempts that failed
 * @param error of the last attempt, null without one
 * @param setAsideAt when it was given up; null otherwise
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeskMessage(
        long sequence,
        String messageId,
        String traceId,
        String tradeId,
        String sender,
        String recipient,
        String kind,
        JsonNode payload,
        Instant createdAt,
        @Nullable Instant handledAt,
        int attempts,
        @Nullable String error,
        @Nullable Instant setAsideAt) {}
