package prescient.trade.live;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prescient.trade.venue.VenueOrder;

/**
 * An order for a real venue, as it is stored.
 *
 * @param code why it was refused; null otherwise
 * @param confirmedBy the person; null before
 * @param sentAt just before it was sent; null before
 * @param venueOrderId the venue's id, once it is known
 */
public record LiveOrder(
        String environment,
        VenueOrder order,
        Status status,
        @Nullable String code,
        @Nullable String reason,
        Instant askedAt,
        Instant expiresAt,
        @Nullable String confirmedBy,
        @Nullable Instant sentAt,
        @Nullable String venueOrderId) {

    /** What can be said of it without asking the venue. */
    public enum Status {
        /** Waits for a person. */
        ASKED,
        /** Confirmed; may have been sent. */
        SENDING,
        /** The venue has it. */
        TAKEN,
        /** Nothing was or will be done. */
        REFUSED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean waitsAt(Instant now) {
        return status == Status.ASKED && now.isBefore(expiresAt);
    }

    boolean isTooLateAt(Instant now) {
        return status == Status.ASKED && !now.isBefore(expiresAt);
    }
}
