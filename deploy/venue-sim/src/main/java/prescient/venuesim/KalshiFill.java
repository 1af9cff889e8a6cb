package prescient.venuesim;

import java.time.Instant;

/**
 * Contracts bought: hundredths of a contract at hundredths of a cent for each contract.
 *
 * @param after what the account held afterwards, YES above zero
 */
record KalshiFill(
        String id, KalshiOrder order, long count, long price, long fee, boolean isTaker, Instant at, long after) {}
