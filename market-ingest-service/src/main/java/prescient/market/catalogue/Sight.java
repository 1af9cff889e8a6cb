package prescient.market.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something was seen.
 *
 * @param at the moment its page was read
 * @param runId the run that read it; null when the old programs did
 */
public record Sight(Instant at, @Nullable String runId) {}
