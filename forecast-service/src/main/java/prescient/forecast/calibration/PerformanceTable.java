package prescient.forecast.calibration;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import prescient.forecast.history.Companion;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.history.HistoryTable;

/** SQL on {@code source_performance}. */
@ApplicationScoped
public class PerformanceTable {

    /** {@code source_performance.csv} and its table. */
    public static final HistoryKind<Performance> KIND = HistoryKind.of(
                    "source_performance",
                    "source_performance.csv",
                    PerformanceFile.LAYOUT,
                    "date date,city text city_code,source_name text,predicted_tmax number,actual_tmax number,"
                            + "absolute_error number",
                    "city,source_name,date",
                    "h.date, h.city_code, h.source_name")
            .withDoubt()
            .with(new Companion<>("city_metadata.json", LatestCityErrors::new));

    private final HistoryTable<Performance> table;

    PerformanceTable(Pool pool) {
        this.table = new HistoryTable<>(pool, KIND);
    }

    /**
     * Grades of a source in a city over some days, both ends included, by day.
     *
     * @param city blanks around it and case do not matter
     * @param source blanks around it do not matter
     */
    public Uni<List<Performance>> of(String city, String source, LocalDate from, LocalDate to) {
        return table.find("""
                JOIN cities c ON c.code = h.city_code
                WHERE c.code = lower(btrim($1)) AND h.source_name = btrim($2) AND h.date BETWEEN $3 AND $4
                ORDER BY h.date
                """, city, source, from, to);
    }

    /** Grades of all sources and cities over some days, both ends included, by day. */
    public Uni<List<Performance>> between(LocalDate from, LocalDate to) {
        return table.find("WHERE h.date BETWEEN $1 AND $2 ORDER BY h.date, h.city_code, h.source_name", from, to);
    }
}
