package prescient.fetch;

import java.time.Duration;

/**
 * What asking somebody outside may cost.
 *
 * @param connectTimeout how long a connection may take
 * @param timeout how long one answer may take, body included
 * @param retries how often a failed request is repeated
 * @param backOff the pause before the first repetition; it doubles with each
 * @param longestBackOff the longest pause, whatever a Retry-After says
 * @param maxAnswerBytes the largest answer that is read, unpacked
 */
public record FetchLimits(
        Duration connectTimeout,
        Duration timeout,
        int retries,
        Duration backOff,
        Duration longestBackOff,
        long maxAnswerBytes) {}
