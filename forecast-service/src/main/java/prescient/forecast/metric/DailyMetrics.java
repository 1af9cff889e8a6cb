package prescient.forecast.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import prescient.forecast.csv.Fixed;
import prescient.forecast.source.Source;

/** The figures of one day. Stateless. */
public final class DailyMetrics {

    private static final List<Source> SOURCES = List.of(
            Source.CONSENSUS,
            Source.OPEN_METEO,
            Source.VISUAL_CROSSING,
            Source.TOMORROW,
            Source.WEATHERAPI,
            Source.OPENWEATHERMAP,
            Source.PIRATEWEATHER,
            Source.WEATHER_GOV,
            Source.LSTM);

    private DailyMetrics() {}

    /**
     * The figures of one environment, either of live or of dry runs, from one decision for each city and event: the
     * last.
     *
     * @param forecasts of one day
     */
    public static List<DailyMetric> of(
            Collection<SettledForecast> forecasts, String env, boolean live, LocalDate day, OffsetDateTime runAt) {
        var decisions = new LinkedHashMap<List<String>, SettledForecast>();
        for (var forecast : forecasts) {
            if (forecast.env().equals(env) && forecast.live() == live) {
                decisions.merge(
                        List.of(forecast.city(), forecast.event()),
                        forecast,
                        (one, other) -> other.runAt().isBefore(one.runAt()) ? one : other);
            }
        }
        return ofEachRow(decisions.values(), day, runAt);
    }

    /**
     * The figures of all rows alike, as the legacy programs took them: every environment, dry runs, orders that were
     * never sent, and the same decision as often as it was taken.
     *
     * @param forecasts of one day
     */
    public static List<DailyMetric> ofEachRow(
            Collection<SettledForecast> forecasts, LocalDate day, OffsetDateTime runAt) {
        var errors = new LinkedHashMap<List<Object>, Sum>();
        var hits = new LinkedHashMap<String, Sum>();
        var won = new LinkedHashMap<String, BigDecimal>();
        for (var forecast : forecasts) {
            for (var source : SOURCES) {
                var value = forecast.forecastsF().get(source);
                if (value != null && Double.isFinite(value)) {
                    errors.merge(List.of(forecast.city(), source), Sum.of(value - forecast.highF()), Sum::plus);
                }
            }
            if (forecast.hit() != null) {
                hits.merge(forecast.city(), Sum.of(forecast.hit()), Sum::plus);
            }
            if (forecast.pnlDollars() != null) {
                won.merge(forecast.city(), forecast.pnlDollars(), BigDecimal::add);
            }
        }
        var metrics = new ArrayList<DailyMetric>();
        for (var error : errors.entrySet()) {
            var city = (String) error.getKey().get(0);
            var source = ((Source) error.getKey().get(1)).text();
            metrics.add(metric(
                    runAt, day, city, MetricKind.MAE, source, error.getValue().meanAbsolute()));
            metrics.add(metric(
                    runAt, day, city, MetricKind.RMSE, source, error.getValue().meanRoot()));
        }
        hits.forEach((city, hit) ->
                metrics.add(metric(runAt, day, city, MetricKind.HIT_RATE, DailyMetric.TRADE, hit.meanAbsolute())));
        for (Map.Entry<String, BigDecimal> dollars : won.entrySet()) {
            var value = dollars.getValue().setScale(MetricKind.PNL.decimals(), RoundingMode.HALF_EVEN);
            metrics.add(new DailyMetric(runAt, day, dollars.getKey(), MetricKind.PNL, DailyMetric.TRADE, value));
        }
        return metrics;
    }

    private static DailyMetric metric(
            OffsetDateTime runAt, LocalDate day, String city, MetricKind kind, String source, double value) {
        return new DailyMetric(runAt, day, city, kind, source, Fixed.of(value, kind.decimals()));
    }

    private record Sum(double absolute, double squared, int count) {

        static Sum of(double error) {
            return new Sum(Math.abs(error), error * error, 1);
        }

        Sum plus(Sum other) {
            return new Sum(absolute + other.absolute, squared + other.squared, count + other.count);
        }

        double meanAbsolute() {
            return absolute / count;
        }

        double meanRoot() {
            return Math.sqrt(squared / count);
        }
    }
}
