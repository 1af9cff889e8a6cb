package prescient.forecast.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.csv.Fixed;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.pulse.IntradayGate;
import prescient.forecast.settle.Evaluation;
import prescient.forecast.source.Source;

/** What the trader writes about its decisions, in the legacy trader's words. */
final class TraderRows {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMMdd", Locale.ENGLISH);
    private static final List<Source> SOURCES =
            List.of(Source.OPEN_METEO, Source.VISUAL_CROSSING, Source.TOMORROW, Source.WEATHERAPI, Source.LSTM);
    private static final int DECIMALS = 4;
    /** Written beside every order for yes; it has no meaning. */
    private static final int NO_PRICE_CENTS = 99;

    private final TraderSettings settings;
    private final OffsetDateTime at;

    TraderRows(TraderSettings settings, OffsetDateTime at) {
        this.settings = settings;
        this.at = at;
    }

    /** The venue's event of a city's day, for instance {@code KXHIGHNY-26FEB03}. */
    String event(LegacyCity city) {
        return city.series() + "-" + settings.tradeDate().format(DAY).toUpperCase(Locale.ROOT);
    }

    Decision decision(LegacyCity city, @Nullable Prediction prediction, String decision, String reason) {
        return decision(city, prediction, prediction == null ? null : prediction.confidence(), decision, reason);
    }

    /** @param confidence the effective one, which was too low */
    Decision denied(LegacyCity city, Prediction prediction, double confidence, String reason) {
        return decision(city, prediction, Fixed.of(confidence, DECIMALS), "skip", reason);
    }

    Evaluation evaluation(
            LegacyCity city, @Nullable Prediction prediction, @Nullable Choice choice, String decision, String reason) {
        return new Evaluation(
                at,
                settings.env(),
                settings.tradeDate(),
                city.code(),
                city.series(),
                event(city),
                decision,
                reason,
                fixed(prediction == null ? null : prediction.predictedF()),
                choice == null ? null : Fixed.of(choice.sigmaF(), DECIMALS),
                fixed(prediction == null ? null : prediction.spreadF()),
                fixed(prediction == null ? null : prediction.confidence()),
                prediction == null ? Map.of() : sources(prediction),
                prediction == null ? "" : prediction.sourcesUsed(),
                prediction == null ? "" : prediction.weightsUsed(),
                choice == null ? null : choice.evaluated(),
                settings.live(),
                null);
    }

    TradeRecord trade(LegacyCity city, Prediction prediction, Choice choice) {
        return new TradeRecord(
                at,
                settings.env(),
                settings.tradeDate(),
                city.code(),
                city.series(),
                event(city),
                choice.market().ticker(),
                choice.market().subtitle(),
                fixed(prediction.predictedF()),
                "yes",
                choice.count(),
                choice.askCents(),
                NO_PRICE_CENTS,
                settings.live());
    }

    /** Empty when there is enough on offer. */
    String lowDepth(Choice choice) {
        var quantity = choice.askQuantity();
        return quantity == null || quantity >= settings.leastAskDepth()
                ? ""
                : "low_ask_depth(" + quantity + "<" + settings.leastAskDepth() + ")";
    }

    /** Why it is traded: depth, whether the day has settled down, and the two probabilities. */
    String reason(Choice choice, @Nullable IntradayGate gate) {
        var depth = lowDepth(choice);
        var tag = gate == null
                ? "intraday_soft;intraday_missing"
                : (gate.ok() ? "intraday_ok;" : "intraday_soft;") + gate.reason();
        return (depth.isEmpty() ? "" : depth + ";")
                + tag
                + ";mode=forecast_bucket;p="
                + Fixed.text(choice.probability(), 3)
                + ";market_p="
                + Fixed.text(choice.marketProbability(), 3)
                + ";ticker="
                + choice.market().ticker()
                + ";ask="
                + choice.askCents();
    }

    private Decision decision(
            LegacyCity city,
            @Nullable Prediction prediction,
            @Nullable BigDecimal confidence,
            String decision,
            String reason) {
        return new Decision(
                at,
                settings.env(),
                settings.tradeDate(),
                city.code(),
                city.series(),
                event(city),
                fixed(prediction == null ? null : prediction.predictedF()),
                fixed(prediction == null ? null : prediction.spreadF()),
                fixed(confidence),
                decision,
                reason);
    }

    private static Map<Source, BigDecimal> sources(Prediction prediction) {
        var sources = new EnumMap<Source, BigDecimal>(Source.class);
        for (var source : SOURCES) {
            var value = prediction.valueF(source);
            if (value != null) {
                sources.put(source, value);
            }
        }
        return sources;
    }

    private static @Nullable BigDecimal fixed(@Nullable BigDecimal number) {
        return number == null ? null : number.setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}
