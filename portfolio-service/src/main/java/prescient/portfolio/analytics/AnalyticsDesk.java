package prescient.portfolio.analytics;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;

/** Brings the days up to the ledger and makes of them what is asked for. Never blocks. */
@ApplicationScoped
class AnalyticsDesk {

    private final Cutover cutover;
    private final AnalyticsTable table;
    private final ExposureTable exposures;

    AnalyticsDesk(CutoverDesk cutovers, AnalyticsTable table, ExposureTable exposures) {
        this.cutover = cutovers.of("portfolio");
        this.table = table;
        this.exposures = exposures;
    }

    Uni<Summary> summary(Scope scope) {
        return fresh(
                scope,
                () -> Uni.combine()
                        .all()
                        .unis(all(scope), table.days(scope, true), exposures.open(scope))
                        .asTuple()
                        .map(found -> {
                            var own = found.getItem2();
                            var outcomes = new StringBuilder();
                            inPeriod(scope, own).forEach(day -> outcomes.append(day.outcomes()));
                            return Summary.of(
                                    scope,
                                    Curve.of(scope, found.getItem1(), own),
                                    sum(scope, own),
                                    outcomes.toString(),
                                    found.getItem3());
                        }));
    }

    Uni<Equity> equity(Scope scope) {
        return fresh(
                scope,
                () -> Uni.combine()
                        .all()
                        .unis(all(scope), table.days(scope, false))
                        .asTuple()
                        .map(found -> Equity.of(scope, Curve.of(scope, found.getItem1(), found.getItem2()))));
    }

    Uni<Waterfall> waterfall(Scope scope) {
        return fresh(scope, () -> table.days(scope, false).map(days -> Waterfall.of(scope, sum(scope, days))));
    }

    Uni<Breakdown> breakdown(Scope scope, Breakdown.By by, String zone, boolean bestFirst, int limit) {
        if (by.isDimension() && !scope.isAll()) {
            throw AnalyticsProblem.ONE_FILTER_AT_A_TIME.with("by " + by.word() + " within a " + scope.dimension());
        }
        Supplier<Uni<List<Breakdown.Line>>> lines = () -> switch (by) {
            case STRATEGY, VENUE, EVENT, CITY, MARKET -> table.byValue(scope, by.word(), bestFirst, limit);
            case DAY -> table.byDate(scope, "YYYY-MM-DD");
            case MONTH -> table.byDate(scope, "YYYY-MM");
            case HOUR -> table.byClock(scope, zone, "HH24");
            case WEEKDAY -> table.byClock(scope, zone, "ID");
        };
        return fresh(scope, () -> lines.get().map(found -> new Breakdown(scope, by.word(), zone, found)));
    }

    Uni<Correlation> correlation(Scope scope) {
        return fresh(
                scope,
                () -> Uni.combine()
                        .all()
                        .unis(table.groups(scope, "event"), table.groups(scope, "market"))
                        .asTuple()
                        .map(sums -> new Correlation(
                                scope, sums.getItem1().shared(), sums.getItem2().shared())));
    }

    /** Of the strategies of several portfolios over one period. */
    Uni<Comparison> comparison(List<Scope> scopes) {
        var none = Uni.createFrom().item((Map<Comparison.Name, List<Comparison.DayGain>>)
                new LinkedHashMap<Comparison.Name, List<Comparison.DayGain>>());
        var gains = none;
        for (var scope : scopes) {
            gains = gains.flatMap(before -> fresh(scope, () -> table.strategies(scope))
                    .invoke(before::putAll)
                    .replaceWith(before));
        }
        return gains.map(Comparison::of);
    }

    Uni<Exposure> exposure(int portfolioId, int limit) {
        trustedTables();
        return Uni.combine()
                .all()
                .unis(exposures.standing(portfolioId), exposures.held(portfolioId))
                .asTuple()
                .map(found -> Exposure.of(
                        portfolioId,
                        found.getItem1().orElseThrow(() -> unknown(portfolioId)),
                        found.getItem2(),
                        limit));
    }

    private <T> Uni<T> fresh(Scope scope, Supplier<Uni<T>> answer) {
        trustedTables();
        return exposures.standing(scope.portfolioId()).flatMap(standing -> {
            if (standing.isEmpty()) {
                throw unknown(scope.portfolioId());
            }
            return table.refresh(scope.portfolioId()).flatMap(done -> answer.get());
        });
    }

    private static prescient.problem.Refused unknown(int portfolioId) {
        return AnalyticsProblem.PORTFOLIO_NOT_FOUND.with("portfolio " + portfolioId);
    }

    /** While files are trusted the tables may be behind them. */
    private void trustedTables() {
        if (cutover.mode().trustsFile()) {
            throw AnalyticsProblem.BOOKS_ARE_IN_FILES.with("mode " + cutover.mode());
        }
    }

    private Uni<List<DayFigures>> all(Scope scope) {
        return table.days(scope.all(), false);
    }

    private static DayFigures sum(Scope scope, List<DayFigures> days) {
        return inPeriod(scope, days).stream().reduce(DayFigures.none(scope.firstDay()), DayFigures::plus);
    }

    private static List<DayFigures> inPeriod(Scope scope, List<DayFigures> days) {
        return days.stream()
                .filter(figures -> !figures.day().isBefore(scope.firstDay())
                        && !figures.day().isAfter(scope.lastDay()))
                .toList();
    }
}
