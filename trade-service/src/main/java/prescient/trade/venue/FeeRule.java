package prescient.trade.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/**
 * How a venue makes a fee of {@code rate · C · P · (1 − P)} dollars (C contracts at P dollars) a charge. docs/FEES.md
 * has the sources.
 */
public enum FeeRule {
    /** Kalshi until 2026: every fill is rounded up to a cent by itself. Equal to 1,425 of 1,425 captured orders. */
    KALSHI_PER_FILL {
        @Override
        FeeCharge charge(BigDecimal rate, @Nullable Money precision, Quantity count, Price price, Money carried) {
            return FeeCharge.of(curve(rate, count, price).setScale(2, RoundingMode.CEILING), carried);
        }
    },
    /**
     * Kalshi since 2026: the fee is rounded up to 0.0001 dollars, then the account's balance is rounded down to its
     * precision, and what that took is carried along the order's fills: once it is more than a cent, a cent is given
     * back. A rebate that would make a fill's charge negative waits for the next fill.
     */
    KALSHI_PER_ORDER {
        @Override
        FeeCharge charge(BigDecimal rate, @Nullable Money precision, Quantity count, Price price, Money carried) {
            if (precision == null) {
                throw new IllegalArgumentException("this rule needs the precision of the account's balance");
            }
            var trade = curve(rate, count, price).setScale(4, RoundingMode.CEILING);
            var change = count.shares().multiply(price.value()).add(trade).negate();
            var step = precision.amount();
            var floor = change.divide(step, 0, RoundingMode.FLOOR).multiply(step);
            var rounding = change.subtract(floor);
            var owed = carried.amount().add(rounding);
            var due = owed.compareTo(CENT) > 0 && trade.add(rounding).compareTo(CENT) >= 0;
            var rebate = due ? CENT : BigDecimal.ZERO;
            return new FeeCharge(
                    new Money(trade.add(rounding).subtract(rebate)),
                    new Money(trade),
                    new Money(rounding),
                    new Money(rebate),
                    new Money(owed.subtract(rebate)));
        }
    },
    /** Polymarket: five decimals; what is below 0.00001 dollars is not charged. */
    POLYMARKET_CURVE {
        @Override
        FeeCharge charge(BigDecimal rate, @Nullable Money precision, Quantity count, Price price, Money carried) {
            return FeeCharge.of(curve(rate, count, price).setScale(5, RoundingMode.DOWN), carried);
        }
    };

    private static final BigDecimal CENT = new BigDecimal("0.01");

    /**
     * The charge of one fill.
     *
     * @param precision dollars to which the account's balance is rounded; only {@link #KALSHI_PER_ORDER} looks at it
     * @param carried what the order's earlier fills left in {@link FeeCharge#carried}, zero for the first
     */
    abstract FeeCharge charge(BigDecimal rate, @Nullable Money precision, Quantity count, Price price, Money carried);

    private static BigDecimal curve(BigDecimal rate, Quantity count, Price price) {
        return rate.multiply(count.shares()).multiply(price.value()).multiply(BigDecimal.ONE.subtract(price.value()));
    }
}
