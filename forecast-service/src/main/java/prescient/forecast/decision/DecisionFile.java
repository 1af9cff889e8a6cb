package prescient.forecast.decision;

import java.util.List;
import prescient.forecast.csv.CsvFields;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvRow;
import prescient.forecast.csv.CsvShape;
import prescient.forecast.csv.Range;

/** {@code decisions_history.csv}. */
public final class DecisionFile implements CsvLayout<Decision> {

    public static final DecisionFile LAYOUT = new DecisionFile();

    private static final List<CsvShape> SHAPES = List.of(CsvShape.of(List.of(
            "run_ts",
            "env",
            "trade_date",
            "city",
            "series_ticker",
            "event_ticker",
            "pred_tmax_f",
            "spread_f",
            "confidence_score",
            "decision",
            "reason")));

    private DecisionFile() {}

    @Override
    public List<CsvShape> shapes() {
        return SHAPES;
    }

    @Override
    public Decision read(CsvRow row) {
        return new Decision(
                row.time("run_ts"),
                row.need("env"),
                row.date("trade_date"),
                row.city(),
                row.text("series_ticker"),
                row.text("event_ticker"),
                row.number("pred_tmax_f", Range.TEMPERATURE),
                row.number("spread_f", Range.DIFFERENCE),
                row.number("confidence_score", Range.SHARE),
                row.need("decision"),
                row.text("reason"));
    }

    @Override
    public List<String> write(Decision decision) {
        return new CsvFields()
                .time(decision.runAt())
                .text(decision.env())
                .date(decision.tradeDate())
                .text(decision.city())
                .text(decision.seriesTicker())
                .text(decision.eventTicker())
                .number(decision.predictedF())
                .number(decision.spreadF())
                .number(decision.confidence())
                .text(decision.decision())
                .text(decision.reason())
                .list();
    }

    @Override
    public Object key(Decision decision) {
        return List.of(
                decision.env(),
                decision.tradeDate(),
                decision.city(),
                decision.seriesTicker(),
                decision.eventTicker(),
                decision.runAt().toInstant());
    }
}
