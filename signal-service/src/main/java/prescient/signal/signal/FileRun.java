package prescient.signal.signal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as the file store remembers it.
 *
 * @param runId the run
 * @param strategy who advised
 * @param stored hash of the request and its answer; null when another program wrote the run's signals
 * @param generatedAt when it was made
 * @param content hash of the legacy file that holds the run's signals
 */
record FileRun(String runId, String strategy, @Nullable StoredRun stored, Instant generatedAt, String content) {}
