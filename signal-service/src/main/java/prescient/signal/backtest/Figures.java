package prescient.signal.backtest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/**
 * What a replay brought. Money in dollars; ratios have six decimals, rounded half to even.
 *
 * @param cycles that ran
 * @param snapshots that were seen
 * @param signals advised, each of which was executed or denied
 * @param executed signals that became trades
 * @param denied signals by the reason they were denied for, as orders have it
 * @param settled trades whose market was decided
 * @param winRate won of settled trades, void ones included; null without one
 * @param cash at the end
 * @param positions what is open, at its last prices
 * @param total cash and positions
 * @param profit total less the cash at the start: realised and unrealised profit less fees
 * @param profitRatio profit of the cash at the start
 * @param maxDrawdown largest fall of the total from an earlier high, over the points of the stored curve
 * @param maxDrawdownRatio largest fall as a part of the high it fell from, over the same points
 */
@RegisterForReflection
public record Figures(
        long cycles,
        long snapshots,
        long signals,
        long executed,
        Map<String, Long> denied,
        int settled,
        int won,
        int lost,
        @Nullable BigDecimal winRate,
        int openPositions,
        Money cash,
        Money positions,
        Money total,
        Money profit,
        BigDecimal profitRatio,
        Money realizedPnl,
        Money unrealizedPnl,
        Money fees,
        Money maxDrawdown,
        BigDecimal maxDrawdownRatio) {

    private static final int DECIMALS = 6;

    /** @param curve in the order of time, the last point at the end */
    static Figures of(Money start, Counts counts, Books books, List<EquityPoint> curve) {
        var last = curve.getLast();
        int won = books.count("won");
        int settled = books.trades().size() - books.openPositions();
        var profit = last.total().minus(start);
        var drawdown = Drawdown.of(start, curve);
        return new Figures(
                counts.cycles(),
                counts.snapshots(),
                counts.signals(),
                counts.executed(),
                counts.denied(),
                settled,
                won,
                books.count("lost"),
                settled == 0 ? null : part(BigDecimal.valueOf(won), BigDecimal.valueOf(settled)),
                books.openPositions(),
                last.cash(),
                last.positions(),
                last.total(),
                profit,
                part(profit.amount(), start.amount()),
                books.realized(),
                last.positions().minus(books.openCost()),
                books.fees(),
                drawdown.dollars(),
                drawdown.ratio());
    }

    /** How often what happened. */
    record Counts(long cycles, long snapshots, long signals, long executed, Map<String, Long> denied) {}

    private record Drawdown(Money dollars, BigDecimal ratio) {
        static Drawdown of(Money start, List<EquityPoint> curve) {
            var high = start;
            var dollars = Money.ZERO;
            var ratio = BigDecimal.ZERO.setScale(DECIMALS);
            for (var point : curve) {
                var fall = high.minus(point.total());
                dollars = fall.compareTo(dollars) > 0 ? fall : dollars;
                ratio = part(fall.amount(), high.amount()).max(ratio);
                high = point.total().compareTo(high) > 0 ? point.total() : high;
            }
            return new Drawdown(dollars, ratio);
        }
    }

    private static BigDecimal part(BigDecimal share, BigDecimal whole) {
        return share.divide(whole, DECIMALS, RoundingMode.HALF_EVEN);
    }
}
