package prescient.forecast.pulse;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.history.HistoryTable;

/** SQL on {@code intraday_snapshots}. */
@ApplicationScoped
public class SnapshotTable {

    private static final String PROVIDERS =
            "tmax_open_meteo number,tmax_visual_crossing number,tmax_tomorrow number,tmax_weatherapi number,"
                    + "tmax_google_weather number,tmax_openweathermap number,tmax_pirateweather number,"
                    + "tmax_weather_gov number,sources_used text,weights_used text";
    private static final String KEY = "city,trade_date,timestamp";
    private static final String ORDER = "h.snapshot_ts, h.trade_date, h.city_code";

    /** {@code intraday_forecasts.csv} and its table. */
    public static final HistoryKind<Snapshot> INTRADAY = HistoryKind.of(
            "intraday_snapshots",
            "intraday_forecasts.csv",
            SnapshotFile.INTRADAY,
            "timestamp time snapshot_ts,city text city_code,trade_date date,mean_forecast number,"
                    + "current_sigma number," + PROVIDERS,
            KEY,
            ORDER);

    /** {@code hourly_forecasts.csv} of an earlier program, and its table; only imported and exported. */
    public static final HistoryKind<Snapshot> HOURLY = HistoryKind.of(
            "hourly_snapshots",
            "hourly_forecasts.csv",
            SnapshotFile.HOURLY,
            "timestamp time snapshot_ts,city text city_code,mean_forecast number,"
                    + "spread_at_time number current_sigma,trade_date date," + PROVIDERS,
            KEY,
            ORDER);

    private final HistoryTable<Snapshot> table;

    SnapshotTable(Pool pool) {
        this.table = new HistoryTable<>(pool, INTRADAY);
    }

    /**
     * The last snapshots of a city's day, newest first.
     *
     * @param city blanks around it and case do not matter
     */
    public Uni<List<Snapshot>> newest(String city, LocalDate tradeDate, int limit) {
        return table.find("""
                JOIN cities c ON c.code = h.city_code
                WHERE c.code = lower(btrim($1)) AND h.trade_date = $2 ORDER BY h.snapshot_ts DESC LIMIT $3
                """, city, tradeDate, limit);
    }

    /** All snapshots of the days from {@code from} to {@code to}, both included, by time. */
    public Uni<List<Snapshot>> between(LocalDate from, LocalDate to) {
        return table.find("WHERE h.trade_date BETWEEN $1 AND $2 ORDER BY " + ORDER, from, to);
    }
}
