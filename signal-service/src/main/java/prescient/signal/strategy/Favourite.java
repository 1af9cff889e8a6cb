package prescient.signal.strategy;

import java.util.Optional;
import prescient.money.Money;
import prescient.money.Price;
import prescient.signal.market.Candidate;

/**
 * The side of a market that is more likely than not.
 *
 * @param candidate the market
 * @param action the side
 * @param price the side's price, above one half
 */
record Favourite(Candidate candidate, Action action, Price price) {

    /** A favourite costs more, as doubles compare. */
    static final double HALF = 0.50;

    /**
     * The favourite of a market with two prices of which one is above 0.50; a tie goes to YES. Prices are compared as
     * doubles, as the legacy system did, so a price that differs from one half only beyond a double's digits is no
     * favourite.
     */
    static Optional<Favourite> of(Candidate candidate) {
        var yes = candidate.yesPrice();
        var no = candidate.noPrice();
        if (yes == null || no == null) {
            return Optional.empty();
        }
        double yesValue = yes.value().doubleValue();
        double noValue = no.value().doubleValue();
        if (yesValue <= HALF && noValue <= HALF) {
            return Optional.empty();
        }
        return Optional.of(
                yesValue >= noValue
                        ? new Favourite(candidate, Action.BUY_YES, yes)
                        : new Favourite(candidate, Action.BUY_NO, no));
    }

    /**
     * Advice to buy it.
     *
     * @param label put before the reason, may be empty
     */
    Advice advice(String label, Money amount) {
        var rounded = LegacyRounding.threeDecimals(price);
        var side = switch (action) {
            case BUY_YES -> "YES";
            case BUY_NO -> "NO";
        };
        var reason = label + side + " price " + rounded + " > 0.50, buying " + side + " at " + rounded;
        return new Advice(candidate, action, price, amount, LegacyRounding.confidence(price), reason);
    }
}
