package prescient.forecast.calibration;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import prescient.forecast.history.Companion;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.history.HistoryTable;

/** SQL on {@code source_weights}: every weight that was ever given. */
@ApplicationScoped
public class WeightsTable {

    /** {@code weights_history.csv} and its table. */
    public static final HistoryKind<WeightsRecord> KIND = HistoryKind.of(
                    "source_weights",
                    "weights_history.csv",
                    WeightsFile.LAYOUT,
                    "run_ts time,as_of date,city text city_code,window_days whole,weights_json json weights",
                    "city,as_of,window_days",
                    "h.run_ts, h.city_code, h.window_days")
            .with(new Companion<>("weights.json", LatestWeights::new));

    private final HistoryTable<WeightsRecord> table;

    WeightsTable(Pool pool) {
        this.table = new HistoryTable<>(pool, KIND);
    }

    /** Of each city the newest weights, as {@link LatestWeights} finds them. */
    public Uni<List<WeightsRecord>> current() {
        return table.find("""
                JOIN (SELECT found.* FROM cities c CROSS JOIN LATERAL (
                        SELECT city_code, as_of, window_days FROM source_weights
                        WHERE city_code = c.code ORDER BY as_of DESC, run_ts DESC, window_days DESC LIMIT 1) found
                    ) last USING (city_code, as_of, window_days)
                ORDER BY h.city_code
                """);
    }
}
