package prescient.forecast.settle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.history.HistoryTable;

/** SQL on {@code eval_events}. */
@ApplicationScoped
public class EvaluationTable {

    /** {@code eval_history.csv} and its table; whether a run was live is part of the key. */
    public static final HistoryKind<Evaluation> KIND = HistoryKind.of(
            "eval_events",
            "eval_history.csv",
            EvaluationFile.LAYOUT,
            "run_ts time,env text,trade_date date,city text city_code,series_ticker text,event_ticker text,"
                    + "decision text,reason text,mu_tmax_f number,sigma_f number,spread_f number,"
                    + "confidence_score number,tmax_open_meteo number,tmax_visual_crossing number,"
                    + "tmax_tomorrow number,tmax_weatherapi number,tmax_lstm number,sources_used text,"
                    + "weights_used text,chosen_market_ticker text,chosen_market_subtitle text,bucket_lo number,"
                    + "bucket_hi number,model_prob_yes number,yes_ask whole,yes_bid whole,yes_spread whole,"
                    + "ask_qty whole,market_prob_yes number,edge_prob number,ev_cents number,count whole,"
                    + "send_orders flag,settlement_tmax_f number,settlement_source_url text,bucket_hit digit,"
                    + "realized_pnl_cents whole,realized_pnl_dollars number,settled_at time",
            "env,trade_date,city,event_ticker,run_ts,send_orders live",
            "h.run_ts, h.trade_date, h.city_code, h.event_ticker, h.env, h.live");

    private static final String ORDER = "h.run_ts, h.city_code, h.event_ticker, h.env, h.live";

    private static final String SETTLED = """
            SELECT h.trade_date, h.city_code, h.settlement_tmax_f, h.bucket_hit, h.realized_pnl_dollars,
                h.mu_tmax_f, h.tmax_open_meteo, h.tmax_visual_crossing, h.tmax_tomorrow, h.tmax_weatherapi,
                h.tmax_lstm
            FROM eval_events h JOIN cities c ON c.code = h.city_code
            WHERE h.trade_date = $1 AND h.settlement_tmax_f IS NOT NULL ORDER BY\s""" + ORDER;

    private final Pool pool;
    private final HistoryTable<Evaluation> table;

    EvaluationTable(Pool pool) {
        this.pool = pool;
        this.table = new HistoryTable<>(pool, KIND);
    }

    /** Decisions on a day that are settled, of all environments, by time. */
    public Uni<List<SettledEvent>> settled(LocalDate day) {
        return pool.preparedQuery(SETTLED).execute(Tuple.of(day)).map(rows -> {
            var events = new ArrayList<SettledEvent>(rows.size());
            rows.forEach(row -> events.add(event(row)));
            return events;
        });
    }

    private static SettledEvent event(Row row) {
        return new SettledEvent(
                row.getLocalDate(0),
                row.getString(1),
                row.getBigDecimal(2),
                row.getBoolean(3),
                row.getBigDecimal(4),
                row.getBigDecimal(5),
                row.getBigDecimal(6),
                row.getBigDecimal(7),
                row.getBigDecimal(8),
                row.getBigDecimal(9),
                row.getBigDecimal(10));
    }

    /** All decisions on the days from {@code from} to {@code to}, both included, by day and time. */
    public Uni<List<Evaluation>> between(LocalDate from, LocalDate to) {
        return table.find("WHERE h.trade_date BETWEEN $1 AND $2 ORDER BY h.trade_date, " + ORDER, from, to);
    }
}
