package prescient.forecast.settle;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.forecast.csv.CsvFields;
import prescient.forecast.csv.CsvLayout;
import prescient.forecast.csv.CsvRow;
import prescient.forecast.csv.CsvShape;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.csv.Range;
import prescient.forecast.source.Source;

/** {@code eval_history.csv}; a file that nothing was settled in yet lacks the last six columns. */
public final class EvaluationFile implements CsvLayout<Evaluation> {

    public static final EvaluationFile LAYOUT = new EvaluationFile();

    private static final List<Source> SOURCES =
            List.of(Source.OPEN_METEO, Source.VISUAL_CROSSING, Source.TOMORROW, Source.WEATHERAPI, Source.LSTM);
    private static final String DECIDED = "run_ts,env,trade_date,city,series_ticker,event_ticker,decision,reason,"
            + "mu_tmax_f,sigma_f,spread_f,confidence_score,tmax_open_meteo,tmax_visual_crossing,tmax_tomorrow,"
            + "tmax_weatherapi,tmax_lstm,sources_used,weights_used,chosen_market_ticker,chosen_market_subtitle,"
            + "bucket_lo,bucket_hi,model_prob_yes,yes_ask,yes_bid,yes_spread,ask_qty,market_prob_yes,edge_prob,"
            + "ev_cents,count,send_orders";
    private static final String SETTLED = ",settlement_tmax_f,settlement_source_url,bucket_hit,realized_pnl_cents,"
            + "realized_pnl_dollars,settled_at";
    private static final List<CsvShape> SHAPES = List.of(shape(DECIDED + SETTLED), shape(DECIDED));

    private EvaluationFile() {}

    @Override
    public List<CsvShape> shapes() {
        return SHAPES;
    }

    @Override
    public Evaluation read(CsvRow row) {
        var sources = new EnumMap<Source, BigDecimal>(Source.class);
        for (var source : SOURCES) {
            var value = row.number(source.column(), Range.TEMPERATURE);
            if (value != null) {
                sources.put(source, value);
            }
        }
        return new Evaluation(
                row.time("run_ts"),
                row.need("env"),
                row.date("trade_date"),
                row.city(),
                row.text("series_ticker"),
                row.text("event_ticker"),
                row.text("decision"),
                row.text("reason"),
                row.number("mu_tmax_f", Range.TEMPERATURE),
                row.number("sigma_f", Range.DIFFERENCE),
                row.number("spread_f", Range.DIFFERENCE),
                row.number("confidence_score", Range.SHARE),
                sources,
                row.text("sources_used"),
                row.text("weights_used"),
                market(row),
                row.flag("send_orders"),
                settled(row));
    }

    @Override
    public List<String> write(Evaluation evaluation) {
        var fields = decided(evaluation);
        var settled = evaluation.settled();
        if (settled == null) {
            return fields.text("").text("").text("").text("").text("").text("").list();
        }
        return fields.number(settled.highF())
                .text(settled.sourceUrl())
                .text(settled.hit() == null ? null : settled.hit() ? "1" : "0")
                .whole(settled.pnlCents())
                .number(settled.pnlDollars())
                .time(settled.at())
                .list();
    }

    /** A file as the trader writes it, before the first settlement. */
    public static String unsettledText(List<Evaluation> evaluations) {
        return CsvSheet.text(
                SHAPES.getLast().columns(),
                evaluations.stream().map(each -> decided(each).list()).toList());
    }

    @Override
    public Object key(Evaluation evaluation) {
        return List.of(
                evaluation.env(),
                evaluation.tradeDate(),
                evaluation.city(),
                evaluation.eventTicker(),
                evaluation.runAt().toInstant(),
                Boolean.TRUE.equals(evaluation.sendOrders()));
    }

    private static CsvFields decided(Evaluation evaluation) {
        var fields = new CsvFields()
                .time(evaluation.runAt())
                .text(evaluation.env())
                .date(evaluation.tradeDate())
                .text(evaluation.city())
                .text(evaluation.seriesTicker())
                .text(evaluation.eventTicker())
                .text(evaluation.decision())
                .text(evaluation.reason())
                .number(evaluation.meanF())
                .number(evaluation.sigmaF())
                .number(evaluation.spreadF())
                .number(evaluation.confidence());
        SOURCES.forEach(source -> fields.number(evaluation.sourcesF().get(source)));
        fields.text(evaluation.sourcesUsed()).text(evaluation.weightsUsed());
        write(evaluation.market(), fields);
        return fields.flag(evaluation.sendOrders());
    }

    private static void write(@Nullable EvaluatedMarket market, CsvFields fields) {
        if (market == null) {
            for (int i = 0; i < 13; i++) {
                fields.text("");
            }
            return;
        }
        fields.text(market.ticker())
                .text(market.subtitle())
                .number(market.lowF())
                .number(market.highF())
                .number(market.modelProbability())
                .whole(market.askCents())
                .whole(market.bidCents())
                .whole(market.spreadCents())
                .whole(market.askQuantity())
                .number(market.marketProbability())
                .number(market.edge())
                .number(market.expectedCents())
                .whole(market.count());
    }

    private static @Nullable EvaluatedMarket market(CsvRow row) {
        if (row.text("chosen_market_ticker").isEmpty()
                && row.text("yes_ask").isEmpty()
                && row.text("count").isEmpty()) {
            return null;
        }
        return new EvaluatedMarket(
                row.text("chosen_market_ticker"),
                row.text("chosen_market_subtitle"),
                row.number("bucket_lo", Range.TEMPERATURE),
                row.number("bucket_hi", Range.TEMPERATURE),
                row.number("model_prob_yes", Range.SHARE),
                row.cents("yes_ask"),
                row.cents("yes_bid"),
                row.whole("yes_spread"),
                row.whole("ask_qty"),
                row.number("market_prob_yes", Range.SHARE),
                row.number("edge_prob", Range.EDGE),
                row.number("ev_cents", Range.EXPECTED_CENTS),
                row.whole("count"));
    }

    private static @Nullable Settled settled(CsvRow row) {
        var high = row.number("settlement_tmax_f", Range.TEMPERATURE);
        if (high == null) {
            return null;
        }
        return new Settled(
                high,
                row.text("settlement_source_url"),
                row.flag("bucket_hit"),
                row.whole("realized_pnl_cents"),
                row.number("realized_pnl_dollars", Range.MONEY),
                row.timeOrNull("settled_at"));
    }

    private static CsvShape shape(String columns) {
        return CsvShape.of(List.of(columns.split(",", -1)));
    }
}
