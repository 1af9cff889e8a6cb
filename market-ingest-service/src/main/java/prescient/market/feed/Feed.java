package prescient.market.feed;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fresh a feed is.
 *
 * @param lastSuccessAt when it last brought everything; null when it never did
 * @param lastProblem what stopped the last attempt; null when nothing did
 */
@RegisterForReflection
public record Feed(
        String feed,
        String venue,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant lastSuccessAt,
        @Nullable String lastRunId,
        @Nullable String lastProblem,
        long rows) {}
