package prescient.portfolio.ledger;

import org.jspecify.annotations.Nullable;
import prescient.portfolio.books.Booking;

/**
 * Which entries are wanted; null lets everything pass.
 *
 * @param transactionId as {@link LedgerEntry} has it
 * @param tradeId whose position was booked
 */
record EntryFilter(
        @Nullable Integer portfolioId,
        @Nullable String transactionId,
        @Nullable String tradeId) {

    /** Whether a booking of the wanted portfolio passes. */
    boolean takes(Booking booking) {
        return (transactionId == null || booking.id().equals(transactionId))
                && (tradeId == null || tradeId.equals(booking.tradeId()));
    }
}
