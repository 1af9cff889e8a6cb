package prescient.portfolio.analytics;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.portfolio.analytics.Ratio.Reason;

/**
 * Strategies over the same days: from the latest first to the earliest last day on which one of them booked something.
 *
 * @param from null when there are no common days
 */
record Comparison(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        int days,
        List<Strategy> strategies,
        List<Difference> differences) {

    /**
     * Quantiles 0.975 of Student's t for 1 to 30 degrees of freedom, then for 40, 60 and 120; of values between, the
     * next lower one, which makes intervals wider and never narrower. NIST/SEMATECH e-Handbook, section 1.3.6.7.2.
     */
    private static final String[] QUANTILES = {
        "12.706", "4.303", "3.182", "2.776", "2.571", "2.447", "2.365", "2.306", "2.262", "2.228", "2.201", "2.179",
        "2.160", "2.145", "2.131", "2.120", "2.110", "2.101", "2.093", "2.086", "2.080", "2.074", "2.069", "2.064",
        "2.060", "2.056", "2.052", "2.048", "2.045", "2.042"
    };

    Comparison {
        strategies = List.copyOf(strategies);
        differences = List.copyOf(differences);
    }

    /** What is compared. */
    record Name(int portfolioId, String strategy) {}

    /** @param pnl dollars that the ledger gained on the common days */
    record Strategy(Name name, Money pnl, Estimate perDay) {}

    /** How much more the first one gained a day than the second. */
    record Difference(Name first, Name second, Estimate perDay) {}

    /**
     * A mean over days and where the true one lies with 95 percent confidence, by Student's t; dollars a day.
     *
     * @param mean undefined without common days
     * @param low undefined with fewer than two days
     * @param high likewise
     */
    record Estimate(Ratio mean, Ratio low, Ratio high) {

        static Estimate of(List<BigDecimal> values) {
            var none = Ratio.undefined(Reason.FEWER_THAN_TWO_DAYS);
            if (values.isEmpty()) {
                return new Estimate(none, none, none);
            }
            int count = values.size();
            var sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            var mean = sum.divide(BigDecimal.valueOf(count), Ratio.EXACT);
            if (count < 2) {
                return new Estimate(Ratio.of(mean), none, none);
            }
            var squares = BigDecimal.ZERO;
            for (var value : values) {
                squares = squares.add(value.subtract(mean).pow(2), Ratio.EXACT);
            }
            var half = squares.divide(BigDecimal.valueOf((count - 1L) * count), Ratio.EXACT)
                    .sqrt(Ratio.EXACT)
                    .multiply(quantile(count - 1), Ratio.EXACT);
            return new Estimate(Ratio.of(mean), Ratio.of(mean.subtract(half)), Ratio.of(mean.add(half)));
        }
    }

    /** @param gains dollars by day of each strategy, its days ascending */
    static Comparison of(Map<Name, List<DayGain>> gains) {
        var from = gains.values().stream().map(days -> days.getFirst().day()).max(LocalDate::compareTo);
        var to = gains.values().stream().map(days -> days.getLast().day()).min(LocalDate::compareTo);
        boolean common = from.isPresent() && to.isPresent() && !from.get().isAfter(to.get());
        var names = List.copyOf(gains.keySet());
        var series = names.stream()
                .map(name -> common
                        ? series(gains.getOrDefault(name, List.of()), from.orElseThrow(), to.orElseThrow())
                        : List.<BigDecimal>of())
                .toList();
        var strategies = new ArrayList<Strategy>();
        var differences = new ArrayList<Difference>();
        for (int i = 0; i < names.size(); i++) {
            var own = series.get(i);
            var sum = own.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            strategies.add(new Strategy(names.get(i), new Money(sum), Estimate.of(own)));
            for (int j = i + 1; j < names.size(); j++) {
                differences.add(
                        new Difference(names.get(i), names.get(j), Estimate.of(difference(own, series.get(j)))));
            }
        }
        return new Comparison(
                common ? from.orElseThrow() : null,
                common ? to.orElseThrow() : null,
                series.isEmpty() ? 0 : series.getFirst().size(),
                strategies,
                differences);
    }

    /** What was gained on a day. */
    record DayGain(LocalDate day, Money pnl) {}

    private static List<BigDecimal> series(List<DayGain> gains, LocalDate from, LocalDate to) {
        int days = (int) ChronoUnit.DAYS.between(from, to) + 1;
        var series = new ArrayList<BigDecimal>(java.util.Collections.nCopies(days, BigDecimal.ZERO));
        for (var gain : gains) {
            long place = ChronoUnit.DAYS.between(from, gain.day());
            if (place >= 0 && place < days) {
                series.set((int) place, gain.pnl().amount());
            }
        }
        return series;
    }

    private static List<BigDecimal> difference(List<BigDecimal> first, List<BigDecimal> second) {
        var difference = new ArrayList<BigDecimal>(first.size());
        for (int i = 0; i < first.size(); i++) {
            difference.add(first.get(i).subtract(second.get(i)));
        }
        return difference;
    }

    private static BigDecimal quantile(int freedom) {
        if (freedom <= QUANTILES.length) {
            return new BigDecimal(QUANTILES[freedom - 1]);
        }
        return new BigDecimal(freedom < 40 ? "2.042" : freedom < 60 ? "2.021" : freedom < 120 ? "2.000" : "1.980");
    }
}
