package prescient.forecast.pulse;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import prescient.forecast.csv.CsvFields;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvRow;
import prescient.forecast.csv.CsvShape;
import prescient.forecast.csv.Range;
import prescient.forecast.source.Source;

/**
 * {@code intraday_forecasts.csv}, and {@code hourly_forecasts.csv} of an earlier program, which holds the same in
 * another order.
 */
public final class SnapshotFile implements CsvLayout<Snapshot> {

    public static final SnapshotFile INTRADAY = new SnapshotFile(
            true,
            List.of(
                    shape("timestamp,city,trade_date,mean_forecast,current_sigma,tmax_open_meteo,tmax_visual_crossing,"
                            + "tmax_tomorrow,tmax_weatherapi,tmax_google_weather,tmax_openweathermap,"
                            + "tmax_pirateweather,tmax_weather_gov,sources_used,weights_used"),
                    shape("timestamp,city,trade_date,mean_forecast,current_sigma,tmax_open_meteo,tmax_visual_crossing,"
                            + "tmax_tomorrow,tmax_weatherapi,sources_used,weights_used")));
    public static final SnapshotFile HOURLY = new SnapshotFile(
            false,
            List.of(
                    shape("timestamp,city,mean_forecast,spread_at_time,trade_date,tmax_open_meteo,tmax_visual_crossing,"
                            + "tmax_tomorrow,tmax_weatherapi,tmax_google_weather,tmax_openweathermap,"
                            + "tmax_pirateweather,tmax_weather_gov,sources_used,weights_used"),
                    shape("timestamp,city,mean_forecast,spread_at_time,trade_date,tmax_open_meteo,tmax_visual_crossing,"
                            + "tmax_tomorrow,tmax_weatherapi,tmax_openweathermap,tmax_pirateweather,"
                            + "tmax_weather_gov,sources_used,weights_used")));

    private final boolean intraday;
    private final List<CsvShape> shapes;

    private SnapshotFile(boolean intraday, List<CsvShape> shapes) {
        this.intraday = intraday;
        this.shapes = shapes;
    }

    @Override
    public List<CsvShape> shapes() {
        return shapes;
    }

    @Override
    public Snapshot read(CsvRow row) {
        var providers = new EnumMap<Source, BigDecimal>(Source.class);
        for (var source : Source.PROVIDERS) {
            var value = row.number(source.column(), Range.TEMPERATURE);
            if (value != null) {
                providers.put(source, value);
            }
        }
        return new Snapshot(
                row.time("timestamp"),
                row.city(),
                row.date("trade_date"),
                row.number("mean_forecast", Range.TEMPERATURE),
                row.number(intraday ? "current_sigma" : "spread_at_time", Range.DIFFERENCE),
                providers,
                row.text("sources_used"),
                row.text("weights_used"));
    }

    @Override
    public List<String> write(Snapshot snapshot) {
        var fields = new CsvFields().time(snapshot.at()).text(snapshot.city());
        if (intraday) {
            fields.date(snapshot.tradeDate()).number(snapshot.meanF()).number(snapshot.sigmaF());
        } else {
            fields.number(snapshot.meanF()).number(snapshot.sigmaF()).date(snapshot.tradeDate());
        }
        Source.PROVIDERS.forEach(source -> fields.number(snapshot.providersF().get(source)));
        return fields.text(snapshot.sourcesUsed()).text(snapshot.weightsUsed()).list();
    }

    @Override
    public Object key(Snapshot snapshot) {
        return List.of(snapshot.city(), snapshot.tradeDate(), snapshot.at().toInstant());
    }

    private static CsvShape shape(String columns) {
        return CsvShape.of(List.of(columns.split(",", -1)));
    }
}
