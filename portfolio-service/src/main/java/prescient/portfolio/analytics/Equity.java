package prescient.portfolio.analytics;

import java.util.List;
import prescient.money.Money;

/**
 * A scope day by day.
 *
 * @param capital dollars that were paid in
 * @param days without a gap, oldest first
 */
record Equity(Scope scope, Money capital, Curve.Drawdown maxDrawdown, List<Curve.Point> days) {

    Equity {
        days = List.copyOf(days);
    }

    static Equity of(Scope scope, Curve curve) {
        return new Equity(scope, curve.capital(), curve.drawdown(), curve.points());
    }
}
