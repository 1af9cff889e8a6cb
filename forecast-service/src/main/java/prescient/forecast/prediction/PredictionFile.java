package prescient.forecast.prediction;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.forecast.csv.CsvFields;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvRow;
import prescient.forecast.csv.CsvShape;
import prescient.forecast.csv.OddKind;
import prescient.forecast.csv.Range;
import prescient.forecast.source.Source;

/**
 * {@code predictions_history.csv}, and {@code predictions_latest.csv}, which lacks the columns of the run. The layout
 * of the history changed eight times under headers that did not follow. For a time rows were written with spread and
 * confidence before the list of sources: these have the newest width, and are known by a number where the list should
 * be, or words where a provider's temperature should be.
 */
public final class PredictionFile implements CsvLayout<Prediction> {

    public static final PredictionFile HISTORY = new PredictionFile(true);
    public static final PredictionFile LATEST = new PredictionFile(false);

    private static final int LIST_AT = 5;
    private static final int SECOND_PROVIDER_AT = 7;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+([eE][+-]?[0-9]+)?");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");

    private static final String FIRST = "date,city,tmax_predicted,tmax_lstm,tmax_forecast";
    private static final String FOUR = "tmax_open_meteo,tmax_visual_crossing,tmax_tomorrow,tmax_weatherapi";
    private static final String EIGHT =
            FOUR + ",tmax_google_weather,tmax_openweathermap,tmax_pirateweather,tmax_weather_gov";
    private static final String SPREAD = "spread_f,confidence_score";
    private static final String USED = "sources_used,weights_used";
    private static final String RUN = "run_ts,env,prediction_mode,blend_forecast_weight,refresh_history,retrain_lstm";

    private final boolean history;
    private final List<CsvShape> shapes;

    private PredictionFile(boolean history) {
        this.history = history;
        var run = history ? List.of(RUN) : List.<String>of();
        var all = new ArrayList<CsvShape>();
        all.add(shape(
                OddKind.OLD_LAYOUT, fields -> !isShifted(fields), run, FIRST, "forecast_sources", EIGHT, SPREAD, USED));
        all.add(shape(OddKind.SHIFTED, PredictionFile::isShifted, run, FIRST, SPREAD, "forecast_sources", EIGHT, USED));
        if (history) {
            all.add(old(run, FIRST, "forecast_sources"));
            all.add(old(run, "date,city,tmax_predicted", SPREAD, "forecast_sources", FOUR, USED));
            all.add(old(run, FIRST, "forecast_sources", FOUR, SPREAD, USED));
            all.add(old(run, FIRST, "forecast_sources", FOUR, "tmax_openweathermap", SPREAD, USED));
            all.add(old(run, FIRST, "forecast_sources", FOUR, "tmax_openweathermap,tmax_pirateweather", SPREAD, USED));
            all.add(old(
                    run,
                    FIRST,
                    "forecast_sources",
                    FOUR,
                    "tmax_openweathermap,tmax_pirateweather,tmax_weather_gov",
                    SPREAD,
                    USED));
        }
        this.shapes = List.copyOf(all);
    }

    @Override
    public List<CsvShape> shapes() {
        return shapes;
    }

    @Override
    public Prediction read(CsvRow row) {
        var providers = new EnumMap<Source, BigDecimal>(Source.class);
        for (var source : Source.PROVIDERS) {
            var value = row.number(source.column(), Range.TEMPERATURE);
            if (value != null) {
                providers.put(source, value);
            }
        }
        return new Prediction(
                row.date("date"),
                row.city(),
                row.number("tmax_predicted", Range.TEMPERATURE),
                row.number("tmax_lstm", Range.TEMPERATURE),
                row.number("tmax_forecast", Range.TEMPERATURE),
                row.text("forecast_sources"),
                providers,
                row.number("spread_f", Range.DIFFERENCE),
                row.number("confidence_score", Range.SHARE),
                row.text("sources_used"),
                row.text("weights_used"),
                run(row));
    }

    @Override
    public List<String> write(Prediction prediction) {
        var fields = new CsvFields()
                .date(prediction.date())
                .text(prediction.city())
                .number(prediction.predictedF())
                .number(prediction.lstmF())
                .number(prediction.forecastF())
                .text(prediction.forecastSources());
        Source.PROVIDERS.forEach(source -> fields.number(prediction.valueF(source)));
        fields.number(prediction.spreadF())
                .number(prediction.confidence())
                .text(prediction.sourcesUsed())
                .text(prediction.weightsUsed());
        if (history) {
            var run = prediction.run();
            fields.time(run == null ? null : run.at())
                    .text(run == null ? null : run.env())
                    .text(run == null ? null : run.mode())
                    .number(run == null ? null : run.blendWeight())
                    .flag(run == null ? null : run.refreshHistory())
                    .flag(run == null ? null : run.retrainLstm());
        }
        return fields.list();
    }

    /** City, day, instant and environment of the run; the file of the last run has no run in its key. */
    @Override
    public @Nullable Object key(Prediction prediction) {
        var run = prediction.run();
        if (!history) {
            return List.of(prediction.date(), prediction.city());
        }
        return run == null
                ? null
                : List.of(prediction.date(), prediction.city(), run.at().toInstant(), run.env());
    }

    private static @Nullable PredictionRun run(CsvRow row) {
        var at = row.timeOrNull("run_ts");
        if (at == null) {
            return null;
        }
        return new PredictionRun(
                at,
                row.text("env"),
                row.text("prediction_mode"),
                row.number("blend_forecast_weight", Range.SHARE),
                row.flag("refresh_history"),
                row.flag("retrain_lstm"));
    }

    private static boolean isShifted(List<String> fields) {
        return NUMBER.matcher(fields.get(LIST_AT)).matches()
                || LETTER.matcher(fields.get(SECOND_PROVIDER_AT)).find();
    }

    private static CsvShape old(List<String> run, String... parts) {
        return shape(OddKind.OLD_LAYOUT, fields -> true, run, parts);
    }

    private static CsvShape shape(OddKind kind, Predicate<List<String>> fits, List<String> run, String... parts) {
        var columns = new ArrayList<String>();
        for (var part : parts) {
            columns.addAll(List.of(part.split(",", -1)));
        }
        run.forEach(part -> columns.addAll(List.of(part.split(",", -1))));
        return new CsvShape(kind, columns, fits);
    }
}
