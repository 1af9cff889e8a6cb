package prescient.forecast.observation;

import java.util.ArrayList;
import java.util.List;
import prescient.forecast.csv.CsvFields;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvRow;
import prescient.forecast.csv.CsvShape;
import prescient.forecast.csv.Range;

/** {@code observations_history.csv}: three columns were added one by one, under the first header. */
public final class StationReadingFile implements CsvLayout<StationReading> {

    public static final StationReadingFile LAYOUT = new StationReadingFile();

    private static final List<CsvShape> SHAPES = List.of(
            shape(List.of("observed_high_today", "projected_high"), List.of("time_temp_will_max")),
            shape(List.of("observed_high_today", "projected_high"), List.of()),
            shape(List.of("observed_high_today"), List.of()),
            shape(List.of(), List.of()));

    private StationReadingFile() {}

    @Override
    public List<CsvShape> shapes() {
        return SHAPES;
    }

    @Override
    public StationReading read(CsvRow row) {
        return new StationReading(
                row.time("timestamp"),
                row.city(),
                row.need("stid"),
                row.needNumber("temp", Range.TEMPERATURE),
                row.number("observed_high_today", Range.TEMPERATURE),
                row.number("projected_high", Range.TEMPERATURE),
                row.number("trend_10m", Range.TREND),
                row.number("trend_30m", Range.TREND),
                row.number("trend_1h", Range.TREND),
                row.number("acceleration", Range.TREND),
                row.timeOrNull("time_temp_will_max"));
    }

    @Override
    public List<String> write(StationReading reading) {
        return new CsvFields()
                .time(reading.at())
                .text(reading.city())
                .text(reading.station())
                .number(reading.temperatureF())
                .number(reading.highTodayF())
                .number(reading.projectedHighF())
                .number(reading.trend10m())
                .number(reading.trend30m())
                .number(reading.trend1h())
                .number(reading.accelerationF())
                .time(reading.peakAt())
                .list();
    }

    @Override
    public Object key(StationReading reading) {
        return List.of(reading.city(), reading.at().toInstant());
    }

    private static CsvShape shape(List<String> highs, List<String> last) {
        var columns = new ArrayList<>(List.of("timestamp", "city", "stid", "temp"));
        columns.addAll(highs);
        columns.addAll(List.of("trend_10m", "trend_30m", "trend_1h", "acceleration"));
        columns.addAll(last);
        return CsvShape.of(columns);
    }
}
