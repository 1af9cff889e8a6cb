package prescient.portfolio.booking;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Quantity;
import prescient.paper.Payout;
import prescient.portfolio.books.Booking;
import prescient.portfolio.books.Draft;
import prescient.portfolio.books.Holding;

/**
 * Books settlements into a draft.
 *
 * @param now in microseconds
 */
record SettlementBooking(Draft draft, Instant now) {

    Settlement.Result book(Settlement settlement) {
        var known = draft.booking("settlement:" + settlement.settlementId());
        if (known != null) {
            return known.hash().equals(BookingTable.hash(settlement))
                    ? result(settlement, BookingOutcome.REPEATED, null, known.cash(), known.realized())
                    : result(settlement, BookingOutcome.REFUSED, "CONTENT_DIFFERS", null, null);
        }
        var holding = draft.holding(settlement.tradeId());
        if (holding == null || !holding.isOpen()) {
            var code = holding == null ? "TRADE_NOT_FOUND" : "POSITION_NOT_OPEN";
            return result(settlement, BookingOutcome.REFUSED, code, null, null);
        }
        return pay(settlement, holding);
    }

    private Settlement.Result pay(Settlement settlement, Holding holding) {
        var lot = holding.lot();
        var rule = Payout.valueOf(settlement.result().name());
        var payout = rule.of(lot.shares());
        var gain = payout.minus(lot.cost());
        draft.header(draft.header().with(payout, Money.ZERO, Money.ZERO, 0, gain, now));
        var at = FillBooking.micros(settlement.at());
        var booking = new Booking(
                draft.nextNumber(),
                "settlement:" + settlement.settlementId(),
                "settlement",
                BookingTable.hash(settlement),
                at,
                settlement.tradeId(),
                payout,
                lot.cost().negated(),
                Money.ZERO,
                gain.negated(),
                gain);
        var realized = holding.ending().realized();
        draft.book(
                holding.with(
                        new Holding.Lot(
                                lot.amount(),
                                lot.entryPrice(),
                                lot.entryShares(),
                                new Quantity(BigDecimal.ZERO),
                                Money.ZERO,
                                lot.fees()),
                        holding.worth().withPnl(Money.ZERO),
                        new Holding.Ending(
                                "settled",
                                realized == null ? gain : realized.plus(gain),
                                rule.share(),
                                at,
                                settlement.result().name().toLowerCase(Locale.ROOT)),
                        booking),
                booking);
        return result(settlement, BookingOutcome.BOOKED, null, payout, gain);
    }

    private static Settlement.Result result(
            Settlement settlement,
            BookingOutcome outcome,
            @Nullable String code,
            @Nullable Money payout,
            @Nullable Money gain) {
        return new Settlement.Result(settlement.settlementId(), outcome, code, payout, gain);
    }
}
