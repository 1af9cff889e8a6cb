package prescient.trade.venue;

import java.math.BigDecimal;
import prescient.money.Money;

/**
 * What one fill costs in fees, in dollars.
 *
 * @param fee what is charged: trade + rounding − rebate, never negative
 * @param trade the fee of the curve, rounded as the rule says
 * @param rounding what the balance lost by being rounded
 * @param rebate what earlier roundings give back
 * @param carried rounding not given back yet, for the order's next fill
 */
public record FeeCharge(Money fee, Money trade, Money rounding, Money rebate, Money carried) {

    static FeeCharge of(BigDecimal fee, Money carried) {
        return new FeeCharge(new Money(fee), new Money(fee), Money.ZERO, Money.ZERO, carried);
    }
}
