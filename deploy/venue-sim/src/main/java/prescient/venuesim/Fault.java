package prescient.venuesim;

import org.jspecify.annotations.Nullable;

/**
 * A fault somebody asked for.
 *
 * @param path prefix of the paths it applies to
 * @param probability of each matching request, 0 to 1
 * @param count how often it happens at most; null is without end
 * @param delayMs milliseconds the answer waits
 * @param retryAfterSeconds header of a 429; null leaves it out, as the venue does
 */
record Fault(
        FaultKind kind,
        String path,
        double probability,
        @Nullable Integer count,
        int delayMs,
        @Nullable Integer retryAfterSeconds) {

    private static final int LONGEST_DELAY_MS = 600_000;

    Fault {
        require(path.startsWith("/"), "path must start with /");
        // Written this way round so that NaN is refused too.
        require(probability >= 0 && probability <= 1, "probability must be 0 to 1");
        require(count == null || count >= 1, "count must be at least 1");
        require(delayMs >= 0 && delayMs <= LONGEST_DELAY_MS, "delay_ms must be 0 to " + LONGEST_DELAY_MS);
        require(retryAfterSeconds == null || retryAfterSeconds >= 0, "retry_after_seconds must not be negative");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Refusal(400, otherwise);
        }
    }
}
