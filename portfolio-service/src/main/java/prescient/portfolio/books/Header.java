package prescient.portfolio.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/**
 * The figures of the portfolio as a whole.
 *
 * @param balance cash, the reserved part included
 * @param realized of closes and settlements
 * @param lastPriceUpdate null before the first valuation
 * @param legacyProfit the old program's {@code total_profit_loss}; a double, as it was there
 * @param offsets what the file's figures differ by from those that follow from the bookings
 * @param bookings those of no position: capital and adjustments
 * @param legacy the object as it stands in the file, without positions; empty when there is no file yet
 */
public record Header(
        Money balance,
        Money reserved,
        Money invested,
        int trades,
        Money realized,
        Instant createdAt,
        Instant lastUpdated,
        @Nullable Instant lastPriceUpdate,
        double legacyProfit,
        Offsets offsets,
        Settings settings,
        List<Booking> bookings,
        ObjectNode legacy) {

    public Header {
        bookings = List.copyOf(bookings);
    }

    /** Binary fractions of old sums, and totals that old files count otherwise. Usually all zero. */
    record Offsets(BigDecimal balance, BigDecimal invested, int trades) {}

    /** The same after money moved. */
    public Header with(Money cash, Money held, Money newlyInvested, int newTrades, Money gained, Instant now) {
        return new Header(
                balance.plus(cash),
                reserved.plus(held),
                invested.plus(newlyInvested),
                trades + newTrades,
                realized.plus(gained),
                createdAt,
                now,
                lastPriceUpdate,
                legacyProfit,
                offsets,
                settings,
                bookings,
                legacy);
    }

    /** The same after a valuation. */
    public Header valued(double nextLegacyProfit, Instant now) {
        return new Header(
                balance,
                reserved,
                invested,
                trades,
                realized,
                createdAt,
                now,
                now,
                nextLegacyProfit,
                offsets,
                settings,
                bookings,
                legacy);
    }

    /** The same with other settings. */
    public Header with(Settings next) {
        return copy(reserved, next, legacy);
    }

    /** The same with this much held by reservations. */
    Header with(Money held) {
        return copy(held, settings, legacy);
    }

    /** The same as it stands in the file now. */
    Header with(ObjectNode nextLegacy) {
        return copy(reserved, settings, nextLegacy);
    }

    private Header copy(Money held, Settings nextSettings, ObjectNode nextLegacy) {
        return new Header(
                balance,
                held,
                invested,
                trades,
                realized,
                createdAt,
                lastUpdated,
                lastPriceUpdate,
                legacyProfit,
                offsets,
                nextSettings,
                bookings,
                nextLegacy);
    }

    LegacyHeader form() {
        return new LegacyHeader(
                balance.amount().add(offsets.balance()),
                invested.amount().add(offsets.invested()),
                legacyProfit,
                trades + offsets.trades(),
                createdAt,
                lastUpdated,
                lastPriceUpdate);
    }
}
