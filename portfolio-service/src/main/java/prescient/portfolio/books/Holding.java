package prescient.portfolio.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/**
 * A position with everything that is known of it.
 *
 * @param place within the file, from 0
 * @param bookings its ledger transactions, oldest first
 * @param legacy the object as it stands in the file, before the changes that this value holds besides
 */
public record Holding(
        long place, Trade trade, Lot lot, Worth worth, Ending ending, List<Booking> bookings, ObjectNode legacy) {

    public Holding {
        bookings = List.copyOf(bookings);
    }

    /** What was traded. {@code action} is buy_yes or buy_no. */
    public record Trade(String tradeId, String marketId, String marketQuestion, String action, Instant at) {}

    /**
     * What is held.
     *
     * @param amount dollars ever put in, without fees
     * @param entryShares shares ever bought
     * @param shares still held
     * @param cost dollars of the amount that are still in it
     */
    public record Lot(Money amount, Price entryPrice, Quantity entryShares, Quantity shares, Money cost, Money fees) {}

    /**
     * What it is worth.
     *
     * @param currentPnl shares × last price − cost
     * @param legacyGain the old program's figure, which takes dollars for shares; a double, as it was there
     */
    public record Worth(
            Money currentPnl,
            double legacyGain,
            @Nullable Price lastPrice,
            @Nullable Instant lastPriceAt) {

        /** Before the first price. */
        public static final Worth UNKNOWN = new Worth(Money.ZERO, 0, null, null);

        /** The same with another exact figure. */
        public Worth withPnl(Money next) {
            return new Worth(next, legacyGain, lastPrice, lastPriceAt);
        }
    }

    /**
     * How it ended, as far as it did.
     *
     * @param status open, closed or settled
     * @param realized null until something was sold or settled
     * @param result won, lost or void of a settled one; null if a legacy file did not say
     */
    public record Ending(
            String status,
            @Nullable Money realized,
            @Nullable Price exitPrice,
            @Nullable Instant exitAt,
            @Nullable String result) {

        /** Nothing was sold yet. */
        public static final Ending NONE = new Ending("open", null, null, null, null);
    }

    public boolean isOpen() {
        return ending.status().equals("open");
    }

    /** The same after a booking. */
    public Holding with(Lot nextLot, Worth nextWorth, Ending nextEnding, Booking booking) {
        var all = new ArrayList<>(bookings);
        all.add(booking);
        return new Holding(place, trade, nextLot, nextWorth, nextEnding, all, legacy);
    }

    /** The same after a file told that it has ended, and nothing more. */
    Holding endedByImport(String status, Booking end) {
        return with(
                new Lot(
                        lot.amount,
                        lot.entryPrice,
                        lot.entryShares,
                        new Quantity(BigDecimal.ZERO),
                        Money.ZERO,
                        lot.fees),
                worth.withPnl(Money.ZERO),
                new Ending(status, ending.realized, ending.exitPrice, ending.exitAt, null),
                end);
    }

    /** The same at another price. */
    public Holding with(Worth nextWorth) {
        return new Holding(place, trade, lot, nextWorth, ending, bookings, legacy);
    }

    /** The same with other bookings. */
    Holding with(List<Booking> nextBookings) {
        return new Holding(place, trade, lot, worth, ending, nextBookings, legacy);
    }

    /** The same as it stands in the file now. */
    Holding with(ObjectNode nextLegacy) {
        return new Holding(place, trade, lot, worth, ending, bookings, nextLegacy);
    }

    LegacyPosition form() {
        return new LegacyPosition(
                trade.tradeId(),
                trade.marketId(),
                trade.marketQuestion(),
                trade.action(),
                lot.amount(),
                lot.entryPrice(),
                trade.at(),
                ending.status(),
                worth.legacyGain());
    }
}
