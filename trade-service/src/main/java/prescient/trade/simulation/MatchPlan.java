package prescient.trade.simulation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.CashRule;
import prescient.trade.venue.FeeCharge;
import prescient.trade.venue.FeeSchedule;
import prescient.trade.venue.Liquidity;

/**
 * The fills an order would have, with their cash.
 *
 * @param cash what they would move in all, in dollars; negative is paid
 */
record MatchPlan(FeeSchedule schedule, Liquidity liquidity, List<Step> steps, Money cash) {

    /**
     * One fill.
     *
     * @param price dollars per contract: what the level asks, or the order's own limit when it rested
     * @param pairs contracts that net with held ones of the other side
     * @param bought cost and fee, negative
     */
    record Step(Depth.Take take, Quantity count, Price price, FeeCharge charge, Quantity pairs, Money bought) {}

    static MatchPlan of(
            QueuedOrder order,
            State.Position position,
            List<Depth.Take> takes,
            Liquidity liquidity,
            FeeSchedule schedule) {
        var steps = new ArrayList<Step>();
        var carried = order.feeCarried();
        var cash = Money.ZERO;
        var now = position;
        for (var take : takes) {
            var count = new Quantity(take.count());
            var price = switch (liquidity) {
                case TAKER -> take.spot().price();
                case MAKER -> order.limitPrice();
            };
            var charge = schedule.charge(liquidity, count, price, carried);
            var after = now.plus(order.side(), take.count());
            var pairs = new Quantity(after.pairs().subtract(now.pairs()).max(BigDecimal.ZERO));
            var bought = CashRule.bought(count, price, charge.fee());
            steps.add(new Step(take, count, price, charge, pairs, bought));
            cash = cash.plus(bought).plus(CashRule.netted(pairs));
            carried = charge.carried();
            now = after;
        }
        return new MatchPlan(schedule, liquidity, List.copyOf(steps), cash);
    }
}
