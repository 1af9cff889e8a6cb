package prescient.forecast.prediction;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import prescient.forecast.history.Companion;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.history.HistoryTable;

/** SQL on {@code predictions}. */
@ApplicationScoped
public class PredictionTable {

    /** {@code predictions_history.csv} and its table. */
    public static final HistoryKind<Prediction> KIND = HistoryKind.of(
                    "predictions",
                    "predictions_history.csv",
                    PredictionFile.HISTORY,
                    "date date trade_date,city text city_code,tmax_predicted number,tmax_lstm number,"
                            + "tmax_forecast number,forecast_sources text,tmax_open_meteo number,"
                            + "tmax_visual_crossing number,tmax_tomorrow number,tmax_weatherapi number,"
                            + "tmax_google_weather number,tmax_openweathermap number,"
                            + "tmax_pirateweather number,tmax_weather_gov number,spread_f number,"
                            + "confidence_score number,"
                            + "sources_used text,weights_used text,run_ts time,env text,prediction_mode text,"
                            + "blend_forecast_weight number,refresh_history flag,retrain_lstm flag",
                    "city,date,run_ts,env",
                    "h.run_ts, h.trade_date, h.city_code, h.env")
            .with(new Companion<>("predictions_latest.csv", LatestRun::new));

    private final Pool pool;
    private final HistoryTable<Prediction> table;

    PredictionTable(Pool pool) {
        this.pool = pool;
        this.table = new HistoryTable<>(pool, KIND);
    }

    /**
     * Notes how steady the forecasts of a run are, which no file has a column for; of those that the table holds.
     * Answers how many that are.
     */
    public Uni<Integer> convictions(OffsetDateTime runAt, String env, List<Conviction> convictions) {
        return pool.preparedQuery("""
                        UPDATE predictions p SET conviction_score = given.score
                        FROM unnest($3::text[], $4::date[], $5::numeric[]) AS given (city, day, score)
                        WHERE p.run_ts = $1 AND p.env = $2 AND p.city_code = given.city AND p.trade_date = given.day
                        """)
                .execute(Tuple.of(
                        runAt,
                        env,
                        convictions.stream().map(Conviction::city).toArray(String[]::new),
                        convictions.stream().map(Conviction::day).toArray(LocalDate[]::new),
                        convictions.stream().map(Conviction::score).toArray(BigDecimal[]::new)))
                .map(rows -> rows.rowCount());
    }

    /** @param score 0 to 1 */
    public record Conviction(String city, LocalDate day, BigDecimal score) {}

    /** Of each city the prediction of the latest run for a day, whatever its environment. */
    public Uni<List<Prediction>> latest(LocalDate day) {
        return table.findAmong("""
                cities c CROSS JOIN LATERAL (SELECT * FROM predictions
                    WHERE city_code = c.code AND trade_date = $1 ORDER BY run_ts DESC, env DESC LIMIT 1) h
                ORDER BY h.city_code
                """, day);
    }

    /** All predictions for the days from {@code from} to {@code to}, both included, by time of their run. */
    public Uni<List<Prediction>> between(LocalDate from, LocalDate to) {
        return table.find(
                "WHERE h.trade_date BETWEEN $1 AND $2 ORDER BY h.run_ts, h.trade_date, h.city_code", from, to);
    }
}
