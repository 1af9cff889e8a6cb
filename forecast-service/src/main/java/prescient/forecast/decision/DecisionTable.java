package prescient.forecast.decision;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.history.HistoryTable;

/** SQL on {@code decisions}. */
@ApplicationScoped
public class DecisionTable {

    /** {@code decisions_history.csv} and its table. */
    public static final HistoryKind<Decision> KIND = HistoryKind.of(
            "decisions",
            "decisions_history.csv",
            DecisionFile.LAYOUT,
            "run_ts time,env text,trade_date date,city text city_code,series_ticker text,event_ticker text,"
                    + "pred_tmax_f number,spread_f number,confidence_score number,decision text,reason text",
            "env,trade_date,city,series_ticker,event_ticker,run_ts",
            "h.run_ts, h.trade_date, h.city_code, h.event_ticker, h.series_ticker, h.env");

    private final HistoryTable<Decision> table;

    DecisionTable(Pool pool) {
        this.table = new HistoryTable<>(pool, KIND);
    }

    /** What was decided for a day in an environment, by time. */
    public Uni<List<Decision>> of(String env, LocalDate day) {
        return table.find(
                "WHERE h.env = $1 AND h.trade_date = $2 ORDER BY h.run_ts, h.city_code, h.event_ticker", env, day);
    }
}
