package prescient.forecast.decision;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.history.HistoryTable;

/** SQL on {@code forecast_trades}. */
@ApplicationScoped
public class TradeRecordTable {

    /** {@code trades_history.csv} and its table; whether an order was sent is part of the key. */
    public static final HistoryKind<TradeRecord> KIND = HistoryKind.of(
            "forecast_trades",
            "trades_history.csv",
            TradeFile.LAYOUT,
            "run_ts time,env text,trade_date date,city text city_code,series_ticker text,event_ticker text,"
                    + "market_ticker text,market_subtitle text,pred_tmax_f number,side text,count whole,"
                    + "yes_price whole,no_price whole,send_orders flag",
            "env,trade_date,city,send_orders,series_ticker,event_ticker,market_ticker,run_ts",
            "h.run_ts, h.trade_date, h.city_code, h.market_ticker, h.event_ticker, h.env, h.send_orders");

    private final HistoryTable<TradeRecord> table;

    TradeRecordTable(Pool pool) {
        this.table = new HistoryTable<>(pool, KIND);
    }

    /** An order that was sent for a city's day, if there is one; see {@link AlreadyTraded#of}. */
    public Uni<List<TradeRecord>> sent(String env, LocalDate tradeDate, String city) {
        return table.find("""
                JOIN cities c ON c.code = h.city_code
                WHERE h.env = btrim($1) AND h.trade_date = $2 AND c.code = lower(btrim($3)) AND h.send_orders LIMIT 1
                """, env, tradeDate, city);
    }

    /** All of a day in an environment, by time. */
    public Uni<List<TradeRecord>> of(String env, LocalDate tradeDate) {
        return table.find(
                "WHERE h.env = $1 AND h.trade_date = $2 ORDER BY h.run_ts, h.city_code, h.market_ticker",
                env,
                tradeDate);
    }
}
