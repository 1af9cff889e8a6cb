package prescient.forecast.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import prescient.forecast.calibration.ErrorWindow;
import prescient.forecast.calibration.Grade;
import prescient.forecast.calibration.Repeats;
import prescient.forecast.city.CityTable;
import prescient.forecast.csv.Fixed;
import prescient.forecast.cycle.StepDesk.Outcome;
import prescient.forecast.lstm.LstmDesk;
import prescient.forecast.prediction.PredictionRun;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.prediction.PredictionTable.Conviction;
import prescient.forecast.pulse.Pulse;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.source.Maximum.Silent;
import prescient.forecast.source.Source;
import prescient.forecast.source.SourceDesk;
import prescient.forecast.source.SourceReport;
import prescient.forecast.store.ForecastStore;
import prescient.forecast.store.TrustedStore;
import prescient.problem.RequestProblem;

/** What the sources say about today and tomorrow in each city, and the forecast that follows. Blocks. */
@ApplicationScoped
class PulseDesk {

    private static final Duration SQL = Duration.ofSeconds(30);
    private static final int MOST_CITIES = 1000;
    private static final int ERROR_DAYS = 7;
    private static final int DECIMALS = 4;

    /** What the model said, by city and day, among the counts of the step: a snapshot has no place for it. */
    private static final String MODEL = "lstm_f";

    private final CityTable cities;
    private final SourceDesk sources;
    private final LstmDesk model;
    private final TrustedStore trusted;
    private final ForecastStore store;
    private final PredictionTable table;

    PulseDesk(
            CityTable cities,
            SourceDesk sources,
            LstmDesk model,
            TrustedStore trusted,
            ForecastStore store,
            PredictionTable table) {
        this.cities = cities;
        this.sources = sources;
        this.model = model;
        this.trusted = trusted;
        this.store = store;
        this.table = table;
    }

    /** What a pulse rests on besides the values: what was known before this cycle. */
    private record Known(
            OffsetDateTime at,
            Map<String, Map<Source, Double>> errorsF,
            Map<String, Map<Source, Double>> weights,
            List<Snapshot> earlier) {

        Pulse pulse(String city, LocalDate day, Map<Source, Double> valuesF) {
            return Pulse.of(
                    at,
                    city,
                    day,
                    valuesF,
                    errorsF.getOrDefault(city, Map.of()),
                    weights.getOrDefault(city, Map.of()),
                    earlier);
        }
    }

    /** 1 what is known, 2 what the sources say of each city's today and tomorrow, 3 the snapshots. */
    Outcome ask(Cycle cycle) {
        var known = known(cycle);
        var pulses = new ArrayList<Pulse>();
        var remarks = new ArrayList<String>();
        var silences = new TreeMap<String, Integer>();
        int asked = 0;
        for (var city : cities.list(null, MOST_CITIES).await().atMost(SQL)) {
            var today = LocalDate.ofInstant(cycle.startedAt(), ZoneId.of(city.timeZone()));
            var report = sources.ask(city, today).with(model.ask(city, today));
            asked++;
            count(report, silences);
            for (var day : List.of(today, today.plusDays(1))) {
                var values = rounded(report.valuesF(day));
                if (values.isEmpty()) {
                    remarks.add("no source answered for " + city.code() + " on " + day);
                } else {
                    pulses.add(known.pulse(city.code(), day, values));
                }
            }
        }
        silences.forEach((who, times) -> remarks.add(who + (times == 1 ? "" : " (" + times + " times)")));
        if (pulses.isEmpty()) {
            throw RequestProblem.NEIGHBOUR_UNAVAILABLE.with(
                    "no source has a value for any city: " + Outcome.remark(remarks));
        }
        store.snapshots(pulses.stream().map(Pulse::snapshot).toList()).await().atMost(SQL);
        var modelled = modelled(pulses);
        var counts = new LinkedHashMap<String, Object>();
        counts.put("cities", asked);
        counts.put("snapshots", pulses.size());
        counts.put(
                "source_values",
                modelled.size()
                        + pulses.stream()
                                .mapToInt(pulse -> pulse.snapshot().providersF().size())
                                .sum());
        counts.put(
                "sources_silent",
                silences.values().stream().mapToInt(times -> times).sum());
        if (!modelled.isEmpty()) {
            counts.put(MODEL, modelled);
        }
        return new Outcome(counts, Outcome.remark(remarks));
    }

    /** Predictions of the cycle's snapshots. */
    Outcome predict(Cycle cycle) {
        var run = new PredictionRun(
                cycle.at(), cycle.parameters().env(), "forecast", new BigDecimal("1.0"), false, false);
        var pulses = pulses(cycle);
        var predictions = pulses.stream().map(pulse -> pulse.prediction(run)).toList();
        store.predictions(predictions).await().atMost(SQL);
        table.convictions(cycle.at(), run.env(), convictions(pulses)).await().atMost(SQL);
        return new Outcome(Map.of("predictions", predictions.size()), null);
    }

    private static List<Conviction> convictions(List<Pulse> pulses) {
        var convictions = new ArrayList<Conviction>();
        for (var pulse : pulses) {
            var score = pulse.conviction();
            if (score != null) {
                convictions.add(
                        new Conviction(pulse.snapshot().city(), pulse.snapshot().tradeDate(), score));
            }
        }
        return convictions;
    }

    /**
     * The cycle's pulses again, from its snapshots. They are the same as when it asked: values are rounded before they
     * are blended, and what was stored by this cycle is not looked at.
     */
    List<Pulse> pulses(Cycle cycle) {
        var known = known(cycle);
        var modelled = cycle.step("pulse").map(step -> step.counts().get(MODEL)).orElse(null);
        return trusted.snapshots(cycle.day().minusDays(1), cycle.day().plusDays(2)).await().atMost(SQL).stream()
                .filter(snapshot -> snapshot.at().toInstant().equals(cycle.startedAt()))
                .map(snapshot -> {
                    var values = doubles(snapshot.providersF());
                    if (modelled instanceof Map<?, ?> byDay && byDay.get(place(snapshot)) instanceof Number number) {
                        values.put(Source.LSTM, number.doubleValue());
                    }
                    return known.pulse(snapshot.city(), snapshot.tradeDate(), values);
                })
                .toList();
    }

    private static Map<String, BigDecimal> modelled(List<Pulse> pulses) {
        var modelled = new TreeMap<String, BigDecimal>();
        for (var pulse : pulses) {
            var value = pulse.lstmF();
            if (value != null) {
                modelled.put(place(pulse.snapshot()), value);
            }
        }
        return modelled;
    }

    private static String place(Snapshot snapshot) {
        return snapshot.city() + " " + snapshot.tradeDate();
    }

    private Known known(Cycle cycle) {
        var yesterday = cycle.day().minusDays(1);
        var window = ErrorWindow.ending(yesterday, ERROR_DAYS);
        var grades = trusted.grades(window.from(), window.to()).await().atMost(SQL).stream()
                .map(Grade::of)
                .flatMap(Optional::stream)
                .toList();
        var weights = new TreeMap<String, Map<Source, Double>>();
        trusted.weights().await().atMost(SQL).forEach(each -> weights.put(each.city(), doubles(each.weights())));
        var earlier = trusted.snapshots(yesterday, cycle.day().plusDays(2)).await().atMost(SQL).stream()
                .filter(snapshot -> snapshot.at().toInstant().isBefore(cycle.startedAt()))
                .toList();
        return new Known(cycle.at(), window.means(grades, Repeats.LAST_COUNTS), weights, earlier);
    }

    private static void count(SourceReport report, Map<String, Integer> silences) {
        for (var line : report.silent()) {
            if (line.maximum() instanceof Silent(var absence, var reason)) {
                silences.merge(line.source().text() + " " + absence.text() + ": " + reason, 1, Integer::sum);
            }
        }
    }

    private static Map<Source, Double> rounded(Map<Source, Double> valuesF) {
        var rounded = new EnumMap<Source, Double>(Source.class);
        valuesF.forEach((source, value) -> rounded.put(source, Fixed.round(value, DECIMALS)));
        return rounded;
    }

    static Map<Source, Double> doubles(Map<Source, BigDecimal> numbers) {
        var doubles = new EnumMap<Source, Double>(Source.class);
        numbers.forEach((source, number) -> doubles.put(source, number.doubleValue()));
        return doubles;
    }
}
