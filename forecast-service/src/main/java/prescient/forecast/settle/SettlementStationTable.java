package prescient.forecast.settle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** SQL on {@code settlement_stations}: which station decides, and since when. */
@ApplicationScoped
public class SettlementStationTable {

    private final Pool pool;

    SettlementStationTable(Pool pool) {
        this.pool = pool;
    }

    /** Those that hold on a day, one for each city and series of a venue, by city. */
    public Uni<List<SettlementStation>> on(String venue, LocalDate day) {
        return pool.preparedQuery("""
                        SELECT DISTINCT ON (city_code, series) * FROM settlement_stations
                        WHERE venue = $1 AND (valid_from IS NULL OR valid_from <= $2)
                            AND (valid_to IS NULL OR valid_to > $2)
                        ORDER BY city_code, series, valid_from DESC NULLS LAST
                        """).execute(Tuple.of(venue, day)).map(rows -> {
            var stations = new ArrayList<SettlementStation>();
            rows.forEach(row -> stations.add(station(row)));
            return stations;
        });
    }

    private static SettlementStation station(Row row) {
        return new SettlementStation(
                row.getString("city_code"),
                row.getString("venue"),
                row.getString("series"),
                row.getString("station"),
                row.getString("source"),
                row.getString("report_office"),
                row.getString("report_station"),
                ZoneId.of(row.getString("time_zone")),
                row.getString("climate_day"),
                row.getString("rounding"),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"));
    }
}
