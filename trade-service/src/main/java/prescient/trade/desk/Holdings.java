package prescient.trade.desk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.SettlementRule;
import prescient.trade.venue.Side;
import prescient.trade.venue.VenueSettlement.Result;

/**
 * What one trade has bought, holds and has paid; no other trade of the same market is in it. Only buying exists: each
 * contract of the other side pairs with a held one, and the pair brings one dollar. Immutable.
 *
 * @param opened contracts of the trade's side
 * @param openCost dollars paid for them, fees apart
 * @param openFee dollars
 * @param closed contracts of the other side
 * @param closeCost dollars paid for them, fees apart
 * @param closeFee dollars
 * @param heldCost the part of both costs that is in contracts not yet paired or settled
 * @param payout dollars that the settlement paid; null before it
 */
public record Holdings(
        BigDecimal opened,
        Money openCost,
        Money openFee,
        BigDecimal closed,
        Money closeCost,
        Money closeFee,
        Money heldCost,
        @Nullable Money payout) {

    private static final int PRICE_SCALE = 6;

    static final Holdings NONE = new Holdings(
            BigDecimal.ZERO, Money.ZERO, Money.ZERO, BigDecimal.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, null);

    /** What a change of the holdings moves in the books; the four add up to zero. */
    record Moved(Holdings after, Money cash, Money position, Money fees, Money realized) {}

    /** Contracts held, of the trade's side; negative when more of the other side was bought than there was to close. */
    BigDecimal held() {
        return opened.subtract(closed);
    }

    boolean flat() {
        return held().signum() == 0;
    }

    private BigDecimal pairs() {
        return opened.min(closed);
    }

    /**
     * Takes in contracts bought by an order of this trade.
     *
     * @throws IllegalArgumentException for parts of a contract finer than a millionth, which no venue sells: their
     *     pairs would bring parts of a dollar that the books do not have
     */
    Moved bought(OrderPurpose purpose, Quantity count, Price price, Money fee) {
        if (count.shares().scale() > Money.MAX_SCALE) {
            throw new IllegalArgumentException(count + " contracts are finer than a millionth");
        }
        boolean opens = purpose == OrderPurpose.OPEN;
        var cost = count.valueAt(price);
        var against = opens ? held().negate() : held();
        var paired = against.signum() > 0 ? against.min(count.shares()) : BigDecimal.ZERO;
        var released = part(heldCost, paired, against);
        var pairedCost = part(cost, paired, count.shares());
        var after = new Holdings(
                opens ? opened.add(count.shares()) : opened,
                opens ? openCost.plus(cost) : openCost,
                opens ? openFee.plus(fee) : openFee,
                opens ? closed : closed.add(count.shares()),
                opens ? closeCost : closeCost.plus(cost),
                opens ? closeFee : closeFee.plus(fee),
                heldCost.minus(released).plus(cost.minus(pairedCost)),
                payout);
        var back = Money.rounded(paired);
        var gain = back.minus(pairedCost).minus(released);
        return new Moved(after, back.minus(cost).minus(fee), after.heldCost.minus(heldCost), fee, gain.negated());
    }

    /** The share of an amount that goes with {@code some} of {@code all}; with all of them, all of it. */
    private static Money part(Money amount, BigDecimal some, BigDecimal all) {
        if (some.signum() == 0) {
            return Money.ZERO;
        }
        return some.compareTo(all) == 0
                ? amount
                : Money.rounded(amount.amount().multiply(some).divide(all, 20, RoundingMode.HALF_EVEN));
    }

    /** Takes in the market's result; again when the venue corrects it, or tells of a fill only afterwards. */
    Moved settled(Side side, Result result) {
        var mine = new Quantity(opened);
        var other = new Quantity(closed);
        var paid = side == Side.YES
                ? SettlementRule.revenue(mine, other, result)
                : SettlementRule.revenue(other, mine, result);
        var more = paid.minus(payout == null ? Money.ZERO : payout);
        var after = new Holdings(opened, openCost, openFee, closed, closeCost, closeFee, Money.ZERO, paid);
        return new Moved(
                after,
                more,
                heldCost.negated(),
                Money.ZERO,
                more.minus(heldCost).negated());
    }

    /** Dollars a contract of the trade's side cost on average, weighted by the fills; null before the first. */
    @Nullable BigDecimal entryPrice() {
        return opened.signum() == 0 ? null : each(openCost.amount());
    }

    /** Dollars an opened contract brought on average: pairs and settlement together; null while some are held. */
    @Nullable BigDecimal exitPrice() {
        if (opened.signum() == 0 || (payout == null && !flat())) {
            return null;
        }
        var price = each(pairs().subtract(closeCost.amount()).add(payout == null ? BigDecimal.ZERO : payout.amount()));
        // Outside of a price's range only when the venue filled more than was asked for.
        return price.signum() < 0 || price.compareTo(BigDecimal.ONE) > 0 ? null : price;
    }

    private BigDecimal each(BigDecimal amount) {
        return amount.divide(opened, PRICE_SCALE, RoundingMode.HALF_EVEN);
    }

    /** What pairs and settlement have brought so far, less what they cost and all fees. */
    Money gained() {
        var back = Money.rounded(pairs()).plus(payout == null ? Money.ZERO : payout);
        return back.minus(openCost)
                .minus(closeCost)
                .plus(heldCost)
                .minus(openFee)
                .minus(closeFee);
    }
}
