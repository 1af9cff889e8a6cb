package prescient.forecast.city;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL on {@code cities}. */
@ApplicationScoped
public class CityTable {

    private final Pool pool;
    private final InstantSource clock;

    CityTable(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Cities by code, after {@code cursor}; from the first one if it is null. */
    public Uni<List<City>> list(@Nullable String cursor, int limit) {
        return pool.preparedQuery("SELECT * FROM cities WHERE $1::text IS NULL OR code > $1 ORDER BY code LIMIT $2")
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(cursor, limit)))
                .map(rows -> {
                    var cities = new ArrayList<City>();
                    rows.forEach(row -> cities.add(city(row)));
                    return cities;
                });
    }

    /** The city, or null if there is none of that code. */
    Uni<@Nullable City> find(String code) {
        return pool.preparedQuery("SELECT * FROM cities WHERE code = $1")
                .execute(Tuple.of(code))
                .map(rows -> rows.iterator().hasNext() ? city(rows.iterator().next()) : null);
    }

    /** Creates or replaces a city; writes nothing if it is that way already. */
    Uni<Void> put(City city) {
        return pool.preparedQuery("""
                        INSERT INTO cities AS old (code, name, station, time_zone, latitude, longitude,
                            settlement_venue, settlement_station, valid_from, valid_to, created_at, updated_at)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
                        ON CONFLICT (code) DO UPDATE SET
                            name = EXCLUDED.name, station = EXCLUDED.station, time_zone = EXCLUDED.time_zone,
                            latitude = EXCLUDED.latitude, longitude = EXCLUDED.longitude,
                            settlement_venue = EXCLUDED.settlement_venue,
                            settlement_station = EXCLUDED.settlement_station,
                            valid_from = EXCLUDED.valid_from, valid_to = EXCLUDED.valid_to,
                            updated_at = EXCLUDED.updated_at
                        WHERE (old.name, old.station, old.time_zone, old.latitude, old.longitude,
                                old.settlement_venue, old.settlement_station, old.valid_from, old.valid_to)
                            IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.station, EXCLUDED.time_zone, EXCLUDED.latitude,
                                EXCLUDED.longitude, EXCLUDED.settlement_venue, EXCLUDED.settlement_station,
                                EXCLUDED.valid_from, EXCLUDED.valid_to)
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        city.code(),
                        city.name(),
                        city.station(),
                        city.timeZone(),
                        city.latitude(),
                        city.longitude(),
                        city.settlementVenue(),
                        city.settlementStation(),
                        city.validFrom(),
                        city.validTo(),
                        clock.instant().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    private static City city(Row row) {
        return new City(
                row.getString("code"),
                row.getString("name"),
                row.getString("station"),
                row.getString("time_zone"),
                row.getBigDecimal("latitude"),
                row.getBigDecimal("longitude"),
                row.getString("settlement_venue"),
                row.getString("settlement_station"),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"));
    }
}
