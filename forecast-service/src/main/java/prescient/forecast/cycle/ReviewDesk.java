package prescient.forecast.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import prescient.forecast.cycle.StepDesk.Outcome;
import prescient.forecast.metric.DailyMetrics;
import prescient.forecast.metric.EnvironmentMetricTable;
import prescient.forecast.metric.SettledForecast;
import prescient.forecast.order.OrderDesk;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.prediction.PredictionChoice;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.settle.Settlement;
import prescient.forecast.settle.SettlementStation;
import prescient.forecast.settle.SettlementStationTable;
import prescient.forecast.source.Source;
import prescient.forecast.store.ForecastStore;
import prescient.forecast.store.TrustedStore;
import prescient.forecast.truth.Truth;
import prescient.forecast.truth.TruthClient;
import prescient.problem.Refused;

/**
 * How the days before turned out: decisions settled, figures, grades. A day whose report is not out yet is looked at
 * again by each cycle of the next days. Blocks.
 */
@ApplicationScoped
class ReviewDesk {

    /** What a settled day's maximum was, by city and day, among the counts of the step that found it. */
    private static final String TRUTHS = "truths";

    private static final Duration SQL = Duration.ofSeconds(30);
    private static final String VENUE = "kalshi";

    /** Until when a city's day can be decided on where nobody decided: the end of the hour that trades. */
    private static final LocalTime LAST_DECISION = LocalTime.of(14, 0);

    private final SettlementStationTable stations;
    private final TruthClient truths;
    private final TrustedStore trusted;
    private final ForecastStore store;
    private final EnvironmentMetricTable metrics;
    private final GradeDesk grades;
    private final OrderDesk orders;
    private final CycleConfig config;

    ReviewDesk(
            SettlementStationTable stations,
            TruthClient truths,
            TrustedStore trusted,
            ForecastStore store,
            EnvironmentMetricTable metrics,
            GradeDesk grades,
            OrderDesk orders,
            CycleConfig config) {
        this.stations = stations;
        this.truths = truths;
        this.trusted = trusted;
        this.store = store;
        this.metrics = metrics;
        this.grades = grades;
        this.orders = orders;
        this.config = config;
    }

    /** The days before a cycle's, as far as they are looked back at, and what is on record of them. */
    private record Past(LocalDate from, LocalDate to, List<Evaluation> evaluations, List<Prediction> predictions) {

        /** The forecasts of a day that could be traded on: up to its first trade, or to the hour for it. */
        Map<String, Prediction> tradedOn(LocalDate day, String env, Map<String, ZoneId> zones) {
            return PredictionChoice.decidedOn(predictions, day, env, city -> decidedAt(day, env, city, zones));
        }

        private Instant decidedAt(LocalDate day, String env, String city, Map<String, ZoneId> zones) {
            return evaluations.stream()
                    .filter(evaluation -> evaluation.tradeDate().equals(day)
                            && evaluation.env().equals(env)
                            && evaluation.city().equals(city)
                            && evaluation.decision().equals("trade"))
                    .map(evaluation -> evaluation.runAt().toInstant())
                    .min(Comparator.naturalOrder())
                    .orElseGet(() -> day.atTime(LAST_DECISION)
                            .atZone(zones.getOrDefault(city, Cycle.BUSINESS))
                            .toInstant());
        }

        boolean hasOpen(String city, LocalDate day) {
            return evaluations.stream()
                    .anyMatch(
                            each -> each.city().equals(city) && each.tradeDate().equals(day) && isOpen(each));
        }

        private static boolean isOpen(Evaluation evaluation) {
            var market = evaluation.market();
            return evaluation.settled() == null && market != null && market.count() != null && market.count() > 0;
        }
    }

    private Past past(Cycle cycle) {
        var from = cycle.day().minusDays(config.lookBackDays());
        var to = cycle.day().minusDays(1);
        return new Past(
                from,
                to,
                trusted.evaluations(from, to).await().atMost(SQL),
                trusted.predictions(from, to).await().atMost(SQL));
    }

    /** 1 which days are open, 2 what their reports say, 3 the decisions on them settled, 4 what was bought on them. */
    Outcome settle(Cycle cycle) {
        var past = past(cycle);
        var known = new LinkedHashMap<String, Integer>();
        var remarks = new ArrayList<String>();
        var settled = new ArrayList<Evaluation>();
        for (var day = past.from(); !day.isAfter(past.to()); day = day.plusDays(1)) {
            var ofDay = new TreeMap<String, Settlement.Truth>();
            for (var station : stations.on(VENUE, day).await().atMost(SQL)) {
                if (isOver(day, station, cycle) && isOpen(past, day, station, cycle)) {
                    switch (truths.reportFor(station.reportStation(), day)) {
                        case Truth.Known truth -> {
                            ofDay.put(
                                    station.city(),
                                    new Settlement.Truth(
                                            truth.maximumF(), truth.address().toString()));
                            known.put(station.city() + " " + day, truth.maximumF());
                        }
                        case Truth.Unknown(var reason, var newest) ->
                            remarks.add(station.city() + " " + day + ": " + reason);
                    }
                }
            }
            Settlement.settle(past.evaluations(), day, ofDay, cycle.at()).stream()
                    .filter(each ->
                            each.settled() != null && !past.evaluations().contains(each))
                    .forEach(settled::add);
        }
        store.evaluations(settled).await().atMost(SQL);
        var counts = new LinkedHashMap<String, Object>();
        counts.put("settled", settled.size());
        counts.put("waiting", remarks.size());
        counts.put("pnl_dollars", pnl(settled));
        counts.put("trades_settled", settleTrades(past, cycle, remarks));
        counts.put(TRUTHS, known);
        return new Outcome(counts, Outcome.remark(remarks));
    }

    /** By the venue's results. Whoever is away is asked again by the next cycle, and trading cycles settle as well. */
    private int settleTrades(Past past, Cycle cycle, List<String> remarks) {
        try {
            return orders.settle(cycle.parameters().env(), past.from(), past.to());
        } catch (Refused away) {
            remarks.add("what was bought is not settled: " + away.detail());
            return 0;
        }
    }

    private static boolean isOver(LocalDate day, SettlementStation station, Cycle cycle) {
        return day.isBefore(LocalDate.ofInstant(cycle.startedAt(), station.zone()));
    }

    /** A decision on it is not settled, or a forecast of it not graded. */
    private boolean isOpen(Past past, LocalDate day, SettlementStation station, Cycle cycle) {
        if (past.hasOpen(station.city(), day)) {
            return true;
        }
        var zones = Map.of(station.city(), station.zone());
        return past.tradedOn(day, cycle.parameters().env(), zones).containsKey(station.city())
                && trusted.grades(day, day).await().atMost(SQL).stream()
                        .noneMatch(grade -> grade.city().equals(station.city()) && grade.source() == Source.CONSENSUS);
    }

    private static BigDecimal pnl(List<Evaluation> settled) {
        return settled.stream()
                .map(each -> Objects.requireNonNull(each.settled()).pnlDollars())
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Figures of the days that have settled decisions: of all alike, as the legacy file has them, and of each of the
     * environments with its live and its dry runs apart. Their time is that of the day's last settlement, so that
     * figures that stay the same are not written again.
     */
    Outcome measure(Cycle cycle) {
        var past = past(cycle);
        int days = 0;
        int figures = 0;
        for (var day = past.from(); !day.isAfter(past.to()); day = day.plusDays(1)) {
            var ofDay = settledOn(past, day);
            if (!ofDay.isEmpty()) {
                days++;
                figures += measure(day, ofDay, cycle);
            }
        }
        return new Outcome(Map.of("days", days, "figures", figures), null);
    }

    private static List<Evaluation> settledOn(Past past, LocalDate day) {
        return past.evaluations().stream()
                .filter(each -> each.tradeDate().equals(day) && each.settled() != null)
                .toList();
    }

    private int measure(LocalDate day, List<Evaluation> settled, Cycle cycle) {
        var runAt = settled.stream()
                .map(each -> Objects.requireNonNull(each.settled()).at())
                .filter(Objects::nonNull)
                .max(Comparator.comparing(at -> at.toInstant()))
                .orElse(cycle.at());
        var forecasts = settled.stream()
                .flatMap(each -> SettledForecast.of(each).stream())
                .toList();
        var alike = DailyMetrics.ofEachRow(forecasts, day, runAt);
        store.metrics(alike).await().atMost(SQL);
        int figures = alike.size();
        for (var env : forecasts.stream().map(SettledForecast::env).distinct().toList()) {
            for (var live : List.of(false, true)) {
                var apart = DailyMetrics.of(forecasts, env, live, day, runAt);
                metrics.store(env, live, apart).await().atMost(SQL);
                figures += apart.size();
            }
        }
        return figures;
    }

    /** Grades of what could be traded on, and the weights that follow. */
    Outcome calibrate(Cycle cycle) {
        var past = past(cycle);
        var zones = new TreeMap<String, ZoneId>();
        stations.on(VENUE, past.to()).await().atMost(SQL).forEach(each -> zones.put(each.city(), each.zone()));
        var actuals = new TreeMap<LocalDate, Map<String, Integer>>();
        cycle.step("settlement").map(step -> step.counts().get(TRUTHS)).ifPresent(found -> {
            for (var truth : ((Map<?, ?>) found).entrySet()) {
                var key = ((String) truth.getKey()).split(" ", -1);
                actuals.computeIfAbsent(LocalDate.parse(key[1]), day -> new TreeMap<>())
                        .put(key[0], (Integer) truth.getValue());
            }
        });
        int graded = 0;
        for (var day : actuals.entrySet()) {
            var tradedOn = past.tradedOn(day.getKey(), cycle.parameters().env(), zones);
            graded += grades.grade(day.getKey(), tradedOn.values(), day.getValue());
        }
        return new Outcome(Map.of("grades", graded, "weights", grades.weigh(cycle, zones.keySet())), null);
    }
}
