package prescient.portfolio.analytics;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.portfolio.analytics.Ratio.Reason;

/**
 * The days of a scope, one after the other without a gap, from the first booking of a trade to the last.
 *
 * @param capital dollars that were paid in, taken as there from the start: an imported trade may be older than the
 *     booking of its portfolio's capital
 */
record Curve(Money capital, List<Point> points) {

    /** Prediction markets trade every day. */
    private static final BigDecimal DAYS_A_YEAR = BigDecimal.valueOf(365);

    Curve {
        points = List.copyOf(points);
    }

    /**
     * The end of a day.
     *
     * @param pnl what the scope's bookings of the day gained, after fees
     * @param cumulated the same since the period's start
     * @param drawdown dollars below the highest cumulated gain so far, which is at least zero
     * @param equity of the whole portfolio with what it holds at cost: cash and cost of open positions
     * @param opening that equity at the start of the day
     */
    record Point(LocalDate day, Money pnl, Money cumulated, Money drawdown, Money equity, Money opening) {}

    /**
     * @param dollars at the deepest point
     * @param fraction of the capital and the highest gain before it; the largest there was
     */
    record Drawdown(Money dollars, Ratio fraction) {}

    /**
     * @param all days of all trades of the portfolio
     * @param own days of the scope's trades, in order
     */
    static Curve of(Scope scope, List<DayFigures> all, List<DayFigures> own) {
        var capital = all.stream().map(DayFigures::capital).reduce(Money.ZERO, Money::plus);
        var traded = own.stream()
                .filter(DayFigures::isTraded)
                .map(DayFigures::day)
                .filter(day -> !day.isBefore(scope.firstDay()) && !day.isAfter(scope.lastDay()))
                .toList();
        if (traded.isEmpty()) {
            return new Curve(capital, List.of());
        }
        var gains = new HashMap<LocalDate, Money>();
        own.forEach(figures -> gains.put(figures.day(), figures.pnl()));
        var gainsOfAll = new HashMap<LocalDate, Money>();
        var equity = capital;
        for (var figures : all) {
            if (figures.day().isBefore(traded.getFirst())) {
                equity = equity.plus(figures.pnl());
            } else {
                gainsOfAll.put(figures.day(), figures.pnl());
            }
        }
        var points = new ArrayList<Point>();
        var cumulated = Money.ZERO;
        var peak = Money.ZERO;
        for (var day = traded.getFirst(); !day.isAfter(traded.getLast()); day = day.plusDays(1)) {
            var opening = equity;
            var pnl = gains.getOrDefault(day, Money.ZERO);
            equity = equity.plus(gainsOfAll.getOrDefault(day, Money.ZERO));
            cumulated = cumulated.plus(pnl);
            peak = cumulated.compareTo(peak) > 0 ? cumulated : peak;
            points.add(new Point(day, pnl, cumulated, peak.minus(cumulated), equity, opening));
        }
        return new Curve(capital, points);
    }

    Drawdown drawdown() {
        var deepest = Money.ZERO;
        @Nullable BigDecimal largest = BigDecimal.ZERO;
        for (var point : points) {
            deepest = point.drawdown().compareTo(deepest) > 0 ? point.drawdown() : deepest;
            var top = capital.plus(point.cumulated()).plus(point.drawdown());
            if (largest != null && point.drawdown().isPositive()) {
                largest = top.isPositive()
                        ? largest.max(point.drawdown().amount().divide(top.amount(), Ratio.EXACT))
                        : null;
            }
        }
        return new Drawdown(deepest, largest == null ? Ratio.undefined(Reason.NO_CAPITAL) : Ratio.of(largest));
    }

    /** Mean of the daily returns over their standard deviation (n − 1), times the root of 365; no risk-free rate. */
    Ratio sharpe() {
        var returns = returns();
        if (returns == null || returns.size() < 2) {
            return undefined(returns);
        }
        var mean = mean(returns);
        var squares = BigDecimal.ZERO;
        for (var one : returns) {
            squares = squares.add(one.subtract(mean).pow(2), Ratio.EXACT);
        }
        var deviation = squares.divide(BigDecimal.valueOf(returns.size() - 1L), Ratio.EXACT)
                .sqrt(Ratio.EXACT);
        return Ratio.of(mean.multiply(DAYS_A_YEAR.sqrt(Ratio.EXACT), Ratio.EXACT), deviation, Reason.NO_VARIATION);
    }

    /** As Sharpe, over the root of the mean square of the returns below zero (n). */
    Ratio sortino() {
        var returns = returns();
        if (returns == null || returns.size() < 2) {
            return undefined(returns);
        }
        var squares = BigDecimal.ZERO;
        for (var one : returns) {
            squares = squares.add(one.min(BigDecimal.ZERO).pow(2), Ratio.EXACT);
        }
        var deviation =
                squares.divide(BigDecimal.valueOf(returns.size()), Ratio.EXACT).sqrt(Ratio.EXACT);
        return Ratio.of(
                mean(returns).multiply(DAYS_A_YEAR.sqrt(Ratio.EXACT), Ratio.EXACT), deviation, Reason.NO_LOSING_DAY);
    }

    /** Mean of the daily returns times 365 over the largest drawdown's fraction. */
    Ratio calmar() {
        var returns = returns();
        if (returns == null || returns.size() < 2) {
            return undefined(returns);
        }
        var fraction = drawdown().fraction();
        return fraction.value() == null
                ? fraction
                : Ratio.of(mean(returns).multiply(DAYS_A_YEAR, Ratio.EXACT), fraction.value(), Reason.NO_DRAWDOWN);
    }

    private static Ratio undefined(@Nullable List<BigDecimal> returns) {
        return Ratio.undefined(returns == null ? Reason.NO_CAPITAL : Reason.FEWER_THAN_TWO_DAYS);
    }

    /** The scope's gain of each day by the portfolio's equity before it; null where there was none to gain on. */
    private @Nullable List<BigDecimal> returns() {
        if (points.stream().anyMatch(point -> !point.opening().isPositive())) {
            return null;
        }
        return points.stream()
                .map(point -> point.pnl().amount().divide(point.opening().amount(), Ratio.EXACT))
                .toList();
    }

    private static BigDecimal mean(List<BigDecimal> values) {
        var sum = BigDecimal.ZERO;
        for (var one : values) {
            sum = sum.add(one, Ratio.EXACT);
        }
        return sum.divide(BigDecimal.valueOf(values.size()), Ratio.EXACT);
    }
}
