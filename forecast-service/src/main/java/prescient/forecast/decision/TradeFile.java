package prescient.forecast.decision;

import java.util.List;
import prescient.forecast.csv.CsvFields;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvRow;
import prescient.forecast.csv.CsvShape;
import prescient.forecast.csv.Range;

/**
 * {@code trades_history.csv}. A row whose {@code send_orders} says neither yes nor no is refused: it must not be
 * guessed.
 */
public final class TradeFile implements CsvLayout<TradeRecord> {

    public static final TradeFile LAYOUT = new TradeFile();

    private static final List<CsvShape> SHAPES = List.of(CsvShape.of(List.of(
            "run_ts",
            "env",
            "trade_date",
            "city",
            "series_ticker",
            "event_ticker",
            "market_ticker",
            "market_subtitle",
            "pred_tmax_f",
            "side",
            "count",
            "yes_price",
            "no_price",
            "send_orders")));

    private TradeFile() {}

    @Override
    public List<CsvShape> shapes() {
        return SHAPES;
    }

    @Override
    public TradeRecord read(CsvRow row) {
        row.need("send_orders");
        return new TradeRecord(
                row.time("run_ts"),
                row.need("env"),
                row.date("trade_date"),
                row.city(),
                row.text("series_ticker"),
                row.text("event_ticker"),
                row.need("market_ticker"),
                row.text("market_subtitle"),
                row.number("pred_tmax_f", Range.TEMPERATURE),
                row.text("side"),
                row.needWhole("count"),
                row.cents("yes_price"),
                row.cents("no_price"),
                Boolean.TRUE.equals(row.flag("send_orders")));
    }

    @Override
    public List<String> write(TradeRecord trade) {
        return new CsvFields()
                .time(trade.runAt())
                .text(trade.env())
                .date(trade.tradeDate())
                .text(trade.city())
                .text(trade.seriesTicker())
                .text(trade.eventTicker())
                .text(trade.marketTicker())
                .text(trade.marketSubtitle())
                .number(trade.predictedF())
                .text(trade.side())
                .whole(trade.count())
                .whole(trade.yesPriceCents())
                .whole(trade.noPriceCents())
                .flag(trade.sent())
                .list();
    }

    @Override
    public Object key(TradeRecord trade) {
        return List.of(
                trade.env(),
                trade.tradeDate(),
                trade.city(),
                trade.seriesTicker(),
                trade.eventTicker(),
                trade.marketTicker(),
                trade.runAt().toInstant(),
                trade.sent());
    }
}
