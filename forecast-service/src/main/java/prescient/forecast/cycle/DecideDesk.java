package prescient.forecast.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
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
import prescient.forecast.decision.TraderRun;
import prescient.forecast.decision.TraderSettings;
import prescient.forecast.kalshi.KalshiClient;
import prescient.forecast.metric.EnvironmentMetricTable;
import prescient.forecast.order.ForecastOrder;
import prescient.forecast.order.ForecastOrder.Status;
import prescient.forecast.order.OrderDesk;
import prescient.forecast.order.OrderTable;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.settle.Evaluation;
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
    /** What a decision says while its order is not answered. */
    private static final String OPEN = "order_open";

    private final PulseDesk pulses;
    private final KalshiClient kalshi;
    private final TrustedStore trusted;
    private final ForecastStore store;
    private final EnvironmentMetricTable metrics;
    private final OrderTable orders;
    private final OrderDesk desk;
    private final CycleConfig config;

    DecideDesk(
            PulseDesk pulses,
            KalshiClient kalshi,
            TrustedStore trusted,
            ForecastStore store,
            EnvironmentMetricTable metrics,
            OrderTable orders,
            OrderDesk desk,
            CycleConfig config) {
        this.pulses = pulses;
        this.kalshi = kalshi;
        this.trusted = trusted;
        this.store = store;
        this.metrics = metrics;
        this.orders = orders;
        this.desk = desk;
        this.config = config;
    }

    /** 1 what is known, 2 what to do in each city, 3 the records of it, decisions last. */
    Outcome decide(Cycle cycle) {
        // Before the trades: an order that is filled in between counts twice rather than not at all.
        var known = orders.of(cycle.parameters().env(), cycle.day()).await().atMost(SQL).stream()
                .filter(order -> !order.cycleId().equals(cycle.cycleId()))
                .toList();
        var inputs = inputs(cycle);
        var purse = purse(cycle, inputs.trades(), known);
        var placed = new HashMap<String, String>();
        var run = new TraderDesk(
                        settings(cycle, purse),
                        TraderRules.CORRECTED,
                        inputs,
                        new KalshiExchange(kalshi, purse, known, placed),
                        cycle.at())
                .run();
        var remarks = new ArrayList<String>();
        new TreeMap<>(run.failures()).forEach((city, why) -> remarks.add(city + ": " + why));
        if (run.failures().keySet().containsAll(LegacyCity.codes())) {
            throw RequestProblem.NEIGHBOUR_UNAVAILABLE.with("no city could be decided on: " + Outcome.remark(remarks));
        }
        if (cycle.parameters().live()) {
            keepForOrders(cycle, run, placed);
        } else {
            store.evaluations(run.evaluations()).await().atMost(SQL);
            store.trades(run.trades()).await().atMost(SQL);
            store.decisions(run.decisions()).await().atMost(SQL);
        }
        var counts = new LinkedHashMap<String, Object>();
        counts.put("decisions", run.decisions().size());
        counts.put("chosen", run.trades().size());
        counts.put(
                "contracts", run.trades().stream().mapToInt(TradeRecord::count).sum());
        counts.put("cost_dollars", dollars(run.trades()));
        counts.put("cities_failed", run.failures().size());
        return new Outcome(counts, Outcome.remark(remarks));
    }

    /**
     * Until an order is answered nothing says that anything was bought. The orders come last: they tell that the
     * records they rest on are there.
     */
    private void keepForOrders(Cycle cycle, TraderRun run, Map<String, String> placed) {
        var made = new ArrayList<ForecastOrder>();
        var evaluations = new ArrayList<>(run.evaluations());
        var decisions = new ArrayList<>(run.decisions());
        for (var trade : run.trades()) {
            var evaluation = takeOut(evaluations, each -> each.city().equals(trade.city()) && isTrade(each.decision()));
            var decision = takeOut(decisions, each -> each.city().equals(trade.city()) && isTrade(each.decision()));
            made.add(order(cycle, trade, placed, evaluation, decision.reason()));
            evaluations.add(evaluation.decided("skip", OPEN, 0));
            decisions.add(decision.with("skip", OPEN + ";" + decision.reason()));
        }
        store.evaluations(evaluations).await().atMost(SQL);
        store.decisions(decisions).await().atMost(SQL);
        orders.replace(cycle.cycleId(), made, cycle.startedAt()).await().atMost(SQL);
    }

    private static boolean isTrade(String decision) {
        return decision.equals("trade");
    }

    private static <T> T takeOut(List<T> from, Predicate<T> wanted) {
        var found = from.stream().filter(wanted).findFirst().orElseThrow();
        from.remove(found);
        return found;
    }

    private static ForecastOrder order(
            Cycle cycle, TradeRecord trade, Map<String, String> placed, Evaluation evaluation, String reason) {
        var id = Objects.requireNonNull(placed.get(trade.marketTicker()), "what is traded was placed");
        var limit = Objects.requireNonNull(trade.yesPriceCents(), "what is traded has a price");
        var market = evaluation.market();
        return new ForecastOrder(
                id,
                cycle.cycleId(),
                cycle.startedAt(),
                trade.env(),
                true,
                trade.tradeDate(),
                trade.city(),
                trade.eventTicker(),
                trade.marketTicker(),
                trade.eventTicker() + ": " + trade.marketSubtitle(),
                trade.count(),
                limit,
                market == null ? null : market.modelProbability(),
                market == null ? null : market.midDollars(),
                evaluation.reason(),
                reason,
                null,
                Status.PENDING,
                null,
                null);
    }

    /** Sends the cycle's orders to the paper exchange, until each is answered. */
    Outcome order(Cycle cycle) {
        if (!cycle.parameters().live()) {
            return new Outcome(Map.of("orders", 0), "a dry run: what was chosen is on record, no order is sent");
        }
        var answered = desk.send(cycle.cycleId());
        var refused = answered.stream()
                .filter(order -> order.status() == Status.REFUSED)
                .toList();
        var counts = new LinkedHashMap<String, Object>();
        counts.put("orders", answered.size());
        counts.put("orders_filled", answered.size() - refused.size());
        counts.put("orders_refused", refused.size());
        return new Outcome(
                counts,
                Outcome.remark(refused.stream()
                        .map(order -> order.city() + ": " + order.code() + " " + order.detail())
                        .toList()));
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

    /**
     * What is left of the day's money: orders of earlier cycles have spent some of it, or may yet; dry runs nothing.
     */
    private BigDecimal purse(Cycle cycle, List<TradeRecord> trades, List<ForecastOrder> known) {
        var open =
                known.stream().filter(order -> order.status() == Status.PENDING).toList();
        var spent = cycle.parameters().live()
                ? dollars(trades.stream().filter(TradeRecord::sent).toList()).add(ForecastOrder.dollars(open))
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
