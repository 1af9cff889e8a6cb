package prescient.forecast.probability;

import java.time.Instant;

/**
 * A set of fingerprints as a list shows it.
 *
 * @param origin {@code imported} or {@code generated}
 * @param tables how many it has; 62 are all buckets and the baseline
 * @param active whether it answers for its symbol
 */
public record SetLine(String symbol, String set, String origin, int tables, boolean active, Instant storedAt) {}
