package prescient.portfolio.booking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.portfolio.books.Booking;
import prescient.portfolio.books.Books;
import prescient.portfolio.books.Draft;
import prescient.portfolio.books.Holding;

/**
 * Books fills into a draft. Rounds as PostgreSQL does, half away from zero, so that both stores give the same cents.
 *
 * @param now in microseconds
 */
record FillBooking(Draft draft, Instant now) {

    private static final int PRICE_SCALE = 16;

    Fill.Result book(Fill fill) {
        var known = draft.booking("fill:" + fill.fillId());
        if (known != null) {
            return known.hash().equals(BookingTable.hash(fill))
                    ? new Fill.Result(fill.fillId(), BookingOutcome.REPEATED, null, known.realized())
                    : refused(fill, "CONTENT_DIFFERS");
        }
        var holding = draft.holding(fill.tradeId());
        var code = code(fill, holding);
        if (code != null) {
            return refused(fill, code);
        }
        if (fill.side() == Fill.Side.OPEN) {
            open(fill, holding);
            return new Fill.Result(fill.fillId(), BookingOutcome.BOOKED, null, null);
        }
        var gain = close(fill, java.util.Objects.requireNonNull(holding));
        return new Fill.Result(fill.fillId(), BookingOutcome.BOOKED, null, gain);
    }

    private @Nullable String code(Fill fill, @Nullable Holding holding) {
        boolean opens = fill.side() == Fill.Side.OPEN;
        if (fill.portfolioId() != Books.PORTFOLIO) {
            return "PORTFOLIO_NOT_FOUND";
        }
        if (holding == null && !opens) {
            return "TRADE_NOT_FOUND";
        }
        if (holding != null) {
            var trade = holding.trade();
            if (!trade.marketId().equals(fill.marketId()) || !trade.action().equals(word(fill.action()))) {
                return "TRADE_DIFFERS";
            }
            if (!holding.isOpen()) {
                return "POSITION_NOT_OPEN";
            }
            if (!opens
                    && fill.shares().shares().compareTo(holding.lot().shares().shares()) > 0) {
                return "NOT_ENOUGH_SHARES";
            }
        }
        var free = draft.header().balance().minus(draft.header().reserved());
        boolean covered = opens
                ? free.plus(held(fill)).compareTo(fill.amount().plus(fill.fee())) >= 0
                : !free.plus(sold(fill)).isNegative();
        return covered ? null : "INSUFFICIENT_CASH";
    }

    private void open(Fill fill, @Nullable Holding holding) {
        var spent = fill.amount().plus(fill.fee());
        var header = draft.header();
        draft.header(header.with(
                spent.negated(), held(fill).negated(), fill.amount(), holding == null ? 1 : 0, Money.ZERO, now));
        var hold = draft.hold(fill.orderId());
        if (hold != null && hold.isOpen() && hold.portfolioId() == fill.portfolioId()) {
            draft.put(hold.ended("posted", now));
        }
        var booking = new Booking(
                draft.nextNumber(),
                "fill:" + fill.fillId(),
                "open",
                BookingTable.hash(fill),
                micros(fill.at()),
                fill.tradeId(),
                spent.negated(),
                fill.amount(),
                fill.fee(),
                Money.ZERO,
                null);
        draft.book(holding == null ? opened(fill, booking) : added(fill, holding, booking), booking);
    }

    private Holding opened(Fill fill, Booking booking) {
        return new Holding(
                draft.nextPlace(),
                new Holding.Trade(
                        fill.tradeId(), fill.marketId(), fill.marketQuestion(), word(fill.action()), micros(fill.at())),
                new Holding.Lot(fill.amount(), fill.price(), fill.shares(), fill.shares(), fill.amount(), fill.fee()),
                Holding.Worth.UNKNOWN,
                Holding.Ending.NONE,
                List.of(booking),
                JsonNodeFactory.instance.objectNode());
    }

    private static Holding added(Fill fill, Holding holding, Booking booking) {
        var lot = holding.lot();
        var amount = lot.amount().plus(fill.amount());
        var bought = plus(lot.entryShares(), fill.shares());
        var shares = plus(lot.shares(), fill.shares());
        var cost = lot.cost().plus(fill.amount());
        var price = new Price(amount.amount().divide(bought.shares(), PRICE_SCALE, RoundingMode.HALF_UP));
        return holding.with(
                new Holding.Lot(amount, price, bought, shares, cost, lot.fees().plus(fill.fee())),
                holding.worth().withPnl(pnl(shares, holding.worth().lastPrice(), cost)),
                holding.ending(),
                booking);
    }

    private Money close(Fill fill, Holding holding) {
        var lot = holding.lot();
        var sold = sold(fill);
        var left = new Quantity(lot.shares().shares().subtract(fill.shares().shares()));
        boolean whole = left.shares().signum() == 0;
        var cost = whole
                ? lot.cost()
                : new Money(lot.cost()
                        .amount()
                        .multiply(fill.shares().shares())
                        .divide(lot.shares().shares(), Money.MAX_SCALE, RoundingMode.HALF_UP));
        var gain = sold.minus(cost);
        draft.header(draft.header().with(sold, Money.ZERO, Money.ZERO, 0, gain, now));
        var booking = new Booking(
                draft.nextNumber(),
                "fill:" + fill.fillId(),
                "close",
                BookingTable.hash(fill),
                micros(fill.at()),
                fill.tradeId(),
                sold,
                cost.negated(),
                Money.ZERO,
                gain.negated(),
                gain);
        var costLeft = lot.cost().minus(cost);
        var realized = holding.ending().realized();
        draft.book(
                holding.with(
                        new Holding.Lot(
                                lot.amount(),
                                lot.entryPrice(),
                                lot.entryShares(),
                                left,
                                costLeft,
                                lot.fees().plus(fill.fee())),
                        holding.worth()
                                .withPnl(
                                        whole
                                                ? Money.ZERO
                                                : pnl(left, holding.worth().lastPrice(), costLeft)),
                        new Holding.Ending(
                                whole ? "closed" : "open",
                                realized == null ? gain : realized.plus(gain),
                                fill.price(),
                                micros(fill.at()),
                                null),
                        booking),
                booking);
        return gain;
    }

    /** What the order's reservation holds for this fill. */
    private Money held(Fill fill) {
        var hold = draft.hold(fill.orderId());
        return hold != null && hold.isOpen() && hold.portfolioId() == fill.portfolioId() ? hold.amount() : Money.ZERO;
    }

    private static Money sold(Fill fill) {
        return value(fill.shares(), fill.price()).minus(fill.fee());
    }

    /** Shares × price − cost; zero while no price is known. */
    private static Money pnl(Quantity shares, @Nullable Price price, Money cost) {
        return price == null ? Money.ZERO : value(shares, price).minus(cost);
    }

    private static Money value(Quantity shares, Price price) {
        return shares.valueAt(price);
    }

    private static Quantity plus(Quantity one, Quantity other) {
        return new Quantity(one.shares().add(other.shares()));
    }

    static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Fill.Result refused(Fill fill, String code) {
        return new Fill.Result(fill.fillId(), BookingOutcome.REFUSED, code, null);
    }
}
