package prescient.forecast.observation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import prescient.forecast.history.Companion;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.history.HistoryTable;

/** SQL on those {@code observations} that the weather service's stations made, with what was made of them. */
@ApplicationScoped
public class StationReadingTable {

    /** {@code observations_history.csv} and its table, in which other sources have rows, too. */
    public static final HistoryKind<StationReading> KIND = HistoryKind.of(
                    "observations",
                    "observations_history.csv",
                    StationReadingFile.LAYOUT,
                    "timestamp time observed_at,city text city_code,stid text station,temp number temperature_f,"
                            + "observed_high_today number,projected_high number,trend_10m number,trend_30m number,"
                            + "trend_1h number,acceleration number,time_temp_will_max time",
                    "city,timestamp",
                    "h.observed_at, h.city_code")
            .only(Map.of("source", "nws"))
            .with(new Companion<>("observations_latest.json", NewestReadings::new));

    private final HistoryTable<StationReading> table;

    StationReadingTable(Pool pool) {
        this.table = new HistoryTable<>(pool, KIND);
    }

    /** Readings of a city since a time, by time. */
    public Uni<List<StationReading>> since(String city, Instant from) {
        return table.find(
                "WHERE h.source = 'nws' AND h.city_code = $1 AND h.observed_at >= $2 ORDER BY h.observed_at",
                city,
                from.atOffset(ZoneOffset.UTC));
    }
}
