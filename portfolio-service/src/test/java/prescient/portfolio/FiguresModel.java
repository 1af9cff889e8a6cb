package prescient.portfolio;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import prescient.portfolio.TradeModel.Trade;

/** What analytics must say of trades, in plain loops over the trades themselves; undefined figures are null. */
record FiguresModel(BigDecimal capital, List<Trade> all, List<Trade> own) {

    private static final MathContext MANY = new MathContext(60);

    static LocalDate day(java.time.Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    List<Trade> ended() {
        return own.stream()
                .filter(trade -> trade.end() != null)
                .sorted(Comparator.comparing((Trade trade) -> Objects.requireNonNull(trade.end()))
                        .thenComparing(Trade::id))
                .toList();
    }

    BigDecimal sum(Function<Trade, BigDecimal> figure) {
        var sum = BigDecimal.ZERO;
        for (var trade : ended()) {
            sum = sum.add(figure.apply(trade));
        }
        return sum;
    }

    BigDecimal won() {
        return sum(trade -> trade.net().max(BigDecimal.ZERO));
    }

    BigDecimal lost() {
        return sum(trade -> trade.net().min(BigDecimal.ZERO));
    }

    long wins() {
        return ended().stream().filter(trade -> trade.net().signum() > 0).count();
    }

    long losses() {
        return ended().stream().filter(trade -> trade.net().signum() < 0).count();
    }

    BigDecimal seconds() {
        return sum(trade -> {
            var held = Duration.between(trade.opened(), trade.end());
            return BigDecimal.valueOf(held.toSeconds()).add(BigDecimal.valueOf(held.toNanosPart(), 9));
        });
    }

    /** Longest wins, longest losses, current. */
    List<Integer> streaks() {
        int wins = 0;
        int losses = 0;
        int longestWins = 0;
        int longestLosses = 0;
        for (var trade : ended()) {
            int sign = trade.net().signum();
            wins = sign > 0 ? wins + 1 : 0;
            losses = sign < 0 ? losses + 1 : 0;
            longestWins = Math.max(longestWins, wins);
            longestLosses = Math.max(longestLosses, losses);
        }
        return List.of(longestWins, longestLosses, wins > 0 ? wins : -losses);
    }

    BigDecimal moved(Function<TradeModel.Movement, BigDecimal> figure) {
        var sum = BigDecimal.ZERO;
        for (var trade : own) {
            for (var movement : trade.movements()) {
                sum = sum.add(figure.apply(movement));
            }
        }
        return sum;
    }

    /** Gains by day, without a gap. */
    static TreeMap<LocalDate, BigDecimal> gains(List<Trade> trades) {
        var gains = new TreeMap<LocalDate, BigDecimal>();
        for (var trade : trades) {
            for (var movement : trade.movements()) {
                gains.merge(day(movement.at()), movement.pnl(), BigDecimal::add);
            }
        }
        if (!gains.isEmpty()) {
            for (var day = gains.firstKey(); day.isBefore(gains.lastKey()); day = day.plusDays(1)) {
                gains.putIfAbsent(day, BigDecimal.ZERO);
            }
        }
        return gains;
    }

    List<BigDecimal> returns() {
        var gains = gains(own);
        var returns = new ArrayList<BigDecimal>();
        var everything = gains(all);
        for (var one : gains.entrySet()) {
            var equity = capital;
            for (var before : everything.headMap(one.getKey()).values()) {
                equity = equity.add(before);
            }
            returns.add(one.getValue().divide(equity, MANY));
        }
        return returns;
    }

    BigDecimal sharpe() {
        var returns = returns();
        var mean = mean(returns);
        var squares = BigDecimal.ZERO;
        for (var one : returns) {
            squares = squares.add(one.subtract(mean).pow(2));
        }
        var deviation =
                squares.divide(BigDecimal.valueOf(returns.size() - 1L), MANY).sqrt(MANY);
        return six(mean.multiply(BigDecimal.valueOf(365).sqrt(MANY)).divide(deviation, MANY));
    }

    BigDecimal sortino() {
        var returns = returns();
        var squares = BigDecimal.ZERO;
        for (var one : returns) {
            squares = squares.add(one.signum() < 0 ? one.pow(2) : BigDecimal.ZERO);
        }
        var deviation = squares.divide(BigDecimal.valueOf(returns.size()), MANY).sqrt(MANY);
        return six(mean(returns).multiply(BigDecimal.valueOf(365).sqrt(MANY)).divide(deviation, MANY));
    }

    BigDecimal calmar() {
        return six(mean(returns())
                .multiply(BigDecimal.valueOf(365))
                .divide(drawdown().get(1), MANY));
    }

    /** Dollars and fraction. */
    List<BigDecimal> drawdown() {
        var dollars = BigDecimal.ZERO;
        var fraction = BigDecimal.ZERO;
        var sum = BigDecimal.ZERO;
        var peak = BigDecimal.ZERO;
        for (var gain : gains(own).values()) {
            sum = sum.add(gain);
            peak = peak.max(sum);
            dollars = dollars.max(peak.subtract(sum));
            fraction = fraction.max(peak.subtract(sum).divide(capital.add(peak), MANY));
        }
        return List.of(dollars, six(fraction));
    }

    /** Edge, spread, slippage, settled, unexplained, and how many are unexplained. */
    List<BigDecimal> waterfall() {
        var sums = new BigDecimal[] {
            BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO
        };
        for (var trade : ended()) {
            var rest = trade.net().add(trade.allFees());
            var parts = new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
            if (trade.fair() != null && trade.mid() != null) {
                parts[0] = trade.shares().multiply(trade.fair().subtract(trade.mid()));
            }
            if (trade.mid() != null && trade.quoted() != null) {
                parts[1] = trade.shares().multiply(trade.mid().subtract(trade.quoted()));
            }
            if (trade.quoted() != null) {
                parts[2] = trade.shares().multiply(trade.quoted()).subtract(trade.dollars());
            }
            for (int i = 0; i < parts.length; i++) {
                sums[i] = sums[i].add(parts[i]);
                rest = rest.subtract(parts[i]);
            }
            boolean known = trade.fair() != null && trade.mid() != null && trade.quoted() != null;
            sums[known ? 3 : 4] = sums[known ? 3 : 4].add(rest);
            sums[5] = known ? sums[5] : sums[5].add(BigDecimal.ONE);
        }
        return List.of(sums);
    }

    /** Ended trades by a key. */
    Map<String, List<Trade>> by(Function<Trade, String> key) {
        var groups = new TreeMap<String, List<Trade>>();
        for (var trade : ended()) {
            groups.computeIfAbsent(key.apply(trade), added -> new ArrayList<>()).add(trade);
        }
        return groups;
    }

    /** ICC(1) of the net results of groups. */
    static BigDecimal intraclass(Map<String, List<Trade>> groups) {
        var count = BigDecimal.ZERO;
        var total = BigDecimal.ZERO;
        var sizes = BigDecimal.ZERO;
        for (var group : groups.values()) {
            count = count.add(BigDecimal.valueOf(group.size()));
            sizes = sizes.add(BigDecimal.valueOf(group.size()).pow(2));
            for (var trade : group) {
                total = total.add(trade.net());
            }
        }
        var grand = total.divide(count, MANY);
        var between = BigDecimal.ZERO;
        var within = BigDecimal.ZERO;
        for (var group : groups.values()) {
            var mean = mean(group.stream().map(Trade::net).toList());
            between = between.add(mean.subtract(grand).pow(2).multiply(BigDecimal.valueOf(group.size())));
            for (var trade : group) {
                within = within.add(trade.net().subtract(mean).pow(2));
            }
        }
        var freedom = BigDecimal.valueOf(groups.size() - 1L);
        between = between.divide(freedom, MANY);
        within = within.divide(count.subtract(BigDecimal.valueOf(groups.size())), MANY);
        var size = count.subtract(sizes.divide(count, MANY)).divide(freedom, MANY);
        return six(between.subtract(within)
                .divide(between.add(size.subtract(BigDecimal.ONE).multiply(within)), MANY));
    }

    static BigDecimal mean(List<BigDecimal> values) {
        var sum = BigDecimal.ZERO;
        for (var one : values) {
            sum = sum.add(one);
        }
        return sum.divide(BigDecimal.valueOf(values.size()), MANY);
    }

    static BigDecimal ratio(BigDecimal dividend, BigDecimal divisor) {
        return six(dividend.divide(divisor, MANY));
    }

    private static BigDecimal six(BigDecimal value) {
        return value.setScale(6, RoundingMode.HALF_UP);
    }
}
