package prescient.trade.venue;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/**
 * What a venue charges for a series during some time.
 *
 * @param name unique, for evidence
 * @param series the part of a ticker before its first dash, or a venue's category; null for all that have no own row
 * @param validFrom inclusive
 * @param validUntil exclusive; null while no end is known
 * @param takerRate factor of {@code C · P · (1 − P)} for takers
 * @param makerRate the same for makers, zero where they trade free
 * @param precision dollars to which the account's balance is rounded; null for rules that do not ask
 * @param source where the rule is published or was verified
 */
public record FeeSchedule(
        String name,
        String venue,
        @Nullable String series,
        Instant validFrom,
        @Nullable Instant validUntil,
        FeeRule rule,
        BigDecimal takerRate,
        BigDecimal makerRate,
        @Nullable Money precision,
        String source) {

    /** @throws IllegalArgumentException for an empty validity or a rule without what it needs */
    public FeeSchedule {
        if (validUntil != null && !validUntil.isAfter(validFrom)) {
            throw new IllegalArgumentException(name + " ends before it begins");
        }
        if (rule == FeeRule.KALSHI_PER_ORDER && (precision == null || !precision.isPositive())) {
            throw new IllegalArgumentException(name + " needs the precision of the account's balance");
        }
        if (takerRate.signum() < 0 || makerRate.signum() < 0) {
            throw new IllegalArgumentException(name + " has a negative rate");
        }
    }

    /**
     * What a fill costs.
     *
     * @param price dollars per contract of either side: the curve is the same for both
     * @param carried as {@link FeeCharge#carried} of the order's fill before, zero for its first
     */
    public FeeCharge charge(Liquidity liquidity, Quantity count, Price price, Money carried) {
        var rate = switch (liquidity) {
            case TAKER -> takerRate;
            case MAKER -> makerRate;
        };
        return rule.charge(rate, precision, count, price, carried);
    }

    boolean validAt(Instant time) {
        return !time.isBefore(validFrom) && (validUntil == null || time.isBefore(validUntil));
    }
}
