package prescient.forecast.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import prescient.forecast.allocation.AllocationScores;
import prescient.forecast.calibration.CityErrorAverage;
import prescient.forecast.calibration.CityErrorAverage.DayError;
import prescient.forecast.calibration.Grade;
import prescient.forecast.calibration.Repeats;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.cycle.StepDesk.Outcome;
import prescient.forecast.decision.TradeRecord;
import prescient.forecast.decision.TraderDesk;
import prescient.forecast.decision.TraderInputs;
import prescient.forecast.decision.TraderRules;
import prescient.forecast.decision.TraderSettings;
import prescient.forecast.kalshi.KalshiClient;
import prescient.forecast.metric.EnvironmentMetricTable;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.source.Source;
import prescient.forecast.store.ForecastStore;
import prescient.forecast.store.TrustedStore;
import prescient.problem.RequestProblem;

/** What is decided on the cycle's forecasts at the venue's prices. Blocks. */
@ApplicationScoped
class DecideDesk {

    private static final Duration SQL = Duration.ofSeconds(30);
    private static final int ERROR_DAYS = 30;
    private static final double SIGMA_FLOOR_F = 2;
    private static final double LEAST_CITY_SHARE = 0.05;
    private static final int LEAST_ASK_DEPTH = 25;

    private final PulseDesk pulses;
    private final KalshiClient kalshi;
    private final TrustedStore trusted;
    private final ForecastStore store;
    private final EnvironmentMetricTable metrics;
    private final CycleConfig config;

    DecideDesk(
            PulseDesk pulses,
            KalshiClient kalshi,
            TrustedStore trusted,
            ForecastStore store,
            EnvironmentMetricTable metrics,
            CycleConfig config) {
        this.pulses = pulses;
        this.kalshi = kalshi;
        this.trusted = trusted;
        this.store = store;
        this.metrics = metrics;
        this.config = config;
    }

    /** 1 what is known, 2 what to do in each city, 3 the records of it, decisions last. */
    Outcome decide(Cycle cycle) {
        var inputs = inputs(cycle);
        var purse = purse(cycle, inputs.trades());
        var run = new TraderDesk(
                        settings(cycle, purse),
                        TraderRules.CORRECTED,
                        inputs,
                        new KalshiExchange(kalshi, purse),
                        cycle.at())
                .run();
        var remarks = new ArrayList<String>();
        new TreeMap<>(run.failures()).forEach((city, why) -> remarks.add(city + ": " + why));
        if (run.failures().keySet().containsAll(LegacyCity.codes())) {
            throw RequestProblem.NEIGHBOUR_UNAVAILABLE.with("no city could be decided on: " + Outcome.remark(remarks));
        }
        store.evaluations(run.evaluations()).await().atMost(SQL);
        store.trades(run.trades()).await().atMost(SQL);
        store.decisions(run.decisions()).await().atMost(SQL);
        var counts = new LinkedHashMap<String, Object>();
        counts.put("decisions", run.decisions().size());
        counts.put("chosen", run.trades().size());
        counts.put(
                "contracts", run.trades().stream().mapToInt(TradeRecord::count).sum());
        counts.put("cost_dollars", dollars(run.trades()));
        counts.put("cities_failed", run.failures().size());
        return new Outcome(counts, Outcome.remark(remarks));
    }

    /** Nothing is sent: the paper exchange of trade-service trades only markets that market-ingest-service knows. */
    Outcome order(Cycle cycle) {
        return new Outcome(Map.of("orders", 0), "a dry run: what was chosen is on record, no order is sent");
    }

    private TraderInputs inputs(Cycle cycle) {
        var day = cycle.day();
        var predictions = new HashMap<String, Prediction>();
        var convictions = new HashMap<String, Double>();
        for (var pulse : pulses.pulses(cycle)) {
            var city = pulse.snapshot().city();
            if (pulse.snapshot().tradeDate().equals(day)) {
                predictions.put(city, pulse.prediction(null));
                var conviction = pulse.conviction();
                if (conviction != null) {
                    convictions.put(city, conviction.doubleValue());
                }
            }
        }
        var parameters = cycle.parameters();
        var figures = metrics.of(
                        parameters.env(), parameters.live(), day.minusDays(config.windowDays()), day.minusDays(1))
                .await()
                .atMost(SQL);
        return new TraderInputs(
                predictions,
                convictions,
                AllocationScores.of(figures, day, config.windowDays()),
                errorsF(cycle),
                snapshots(cycle),
                trusted.trades(parameters.env(), day).await().atMost(SQL));
    }

    private Map<String, Double> errorsF(Cycle cycle) {
        var yesterday = cycle.day().minusDays(1);
        var errors = trusted.grades(yesterday.minusDays(ERROR_DAYS), yesterday).await().atMost(SQL).stream()
                .filter(grade -> grade.source() == Source.CONSENSUS)
                .map(Grade::of)
                .flatMap(Optional::stream)
                .map(grade -> new DayError(grade.city(), grade.date(), grade.absoluteErrorF()))
                .toList();
        var means = new HashMap<String, Double>();
        CityErrorAverage.of(errors, yesterday, ERROR_DAYS, Repeats.LAST_COUNTS)
                .forEach((city, error) -> means.put(city, error.maeF()));
        return means;
    }

    private List<Snapshot> snapshots(Cycle cycle) {
        return trusted.snapshots(cycle.day(), cycle.day()).await().atMost(SQL).stream()
                .filter(snapshot -> !snapshot.at().toInstant().isAfter(cycle.startedAt()))
                .toList();
    }

    /** What is left of the day's money: orders of earlier cycles have spent some of it, dry runs nothing. */
    private BigDecimal purse(Cycle cycle, List<TradeRecord> trades) {
        var spent = cycle.parameters().live()
                ? dollars(trades.stream().filter(TradeRecord::sent).toList())
                : BigDecimal.ZERO;
        return config.dailyDollars().subtract(spent).max(BigDecimal.ZERO);
    }

    private static BigDecimal dollars(List<TradeRecord> trades) {
        long cents = trades.stream()
                .mapToLong(trade -> (long) trade.count() * (trade.yesPriceCents() == null ? 0 : trade.yesPriceCents()))
                .sum();
        return BigDecimal.valueOf(cents, 2);
    }

    private TraderSettings settings(Cycle cycle, BigDecimal purse) {
        var parameters = cycle.parameters();
        return new TraderSettings(
                parameters.env(),
                cycle.day(),
                parameters.live(),
                parameters.anyHour(),
                config.leastConfidence(),
                config.mostSpreadF(),
                SIGMA_FLOOR_F,
                1,
                purse,
                purse,
                BigDecimal.ONE,
                config.mostContracts(),
                0,
                true,
                LEAST_CITY_SHARE,
                LEAST_ASK_DEPTH);
    }
}
