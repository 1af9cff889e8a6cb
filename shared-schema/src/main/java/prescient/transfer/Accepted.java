package prescient.transfer;

import java.time.Instant;

/**
 * A difference that somebody understood.
 *
 * @param id its number
 * @param collection it is in
 * @param key of the record, {@code *} for any
 * @param field that may differ, {@code *} for any and for whole records
 * @param reason in words
 * @param by who accepted it
 * @param acceptedAt when
 * @param expiresAt when it counts as a difference again
 */
record Accepted(
        long id,
        String collection,
        String key,
        String field,
        String reason,
        String by,
        Instant acceptedAt,
        Instant expiresAt) {

    boolean covers(Difference difference, Instant now) {
        return now.isBefore(expiresAt)
                && collection.equals(difference.collection())
                && (key.equals(Difference.ALL) || key.equals(difference.key()))
                && (field.equals(Difference.ALL) || field.equals(difference.field()));
    }
}
