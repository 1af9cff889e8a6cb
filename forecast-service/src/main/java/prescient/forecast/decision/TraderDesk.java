package prescient.forecast.decision;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prescient.forecast.allocation.Budgets;
import prescient.forecast.allocation.ContractCount;
import prescient.forecast.bucket.Bucket;
import prescient.forecast.bucket.BucketProbability;
import prescient.forecast.bucket.Quote;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.pulse.IntradayGate;
import prescient.forecast.settle.Evaluation;

/**
 * Decides for each city whether to buy the bucket its forecast falls into, and how much of it: 1 how much money there
 * is, 2 what each city gets of it, 3 whether the city may be traded, 4 which market and at what price, 5 how many, 6
 * the order. One object for one run; not thread-safe.
 */
public final class TraderDesk {

    private static final int TRADING_HOUR = 13;
    private static final int INVENTED_DEPTH = 5;
    private static final int MOST_ASK_CENTS = 99;
    private static final double LEAST_CONFIDENCE_TERM = 0.25;
    private static final double CONFIDENCE_SHARE = 0.7;

    private final TraderSettings settings;
    private final TraderRules rules;
    private final TraderInputs inputs;
    private final TraderVenue venue;
    private final OffsetDateTime at;
    private final TraderRows rows;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Evaluation> evaluations = new ArrayList<>();
    private final List<TradeRecord> trades = new ArrayList<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private BigDecimal spent = BigDecimal.ZERO;

    /** @param at the time of the run */
    public TraderDesk(
            TraderSettings settings, TraderRules rules, TraderInputs inputs, TraderVenue venue, OffsetDateTime at) {
        this.settings = settings;
        this.rules = rules;
        this.inputs = inputs;
        this.venue = venue;
        this.at = at;
        this.rows = new TraderRows(settings, at);
    }

    /** Decides on all cities in their order. Called once. */
    public TraderRun run() {
        var cap = cap();
        var scores = new LinkedHashMap<String, Double>();
        for (var city : LegacyCity.codes()) {
            scores.put(city, score(city));
        }
        var budgets = Budgets.split(cap, scores, settings.leastCityShare(), rules.leastShare());
        for (var city : LegacyCity.values()) {
            try {
                decide(city, cap, budgets.getOrDefault(city.code(), BigDecimal.ZERO));
            } catch (VenueFailure e) {
                failures.put(city.code(), String.valueOf(e.getMessage()));
                if (!rules.citiesApart()) {
                    break;
                }
            }
        }
        return new TraderRun(decisions, evaluations, trades, failures);
    }

    /**
     * How far a prediction is to be trusted: its confidence, or seven tenths of it and three of the conviction. Null
     * when the confidence is not known.
     */
    static @Nullable Double effectiveConfidence(@Nullable Double confidence, @Nullable Double conviction) {
        if (confidence == null) {
            return null;
        }
        double clamped = Math.clamp(confidence, 0.0, 1.0);
        return conviction == null
                ? clamped
                : CONFIDENCE_SHARE * clamped + (1 - CONFIDENCE_SHARE) * Math.clamp(conviction, 0.0, 1.0);
    }

    /** The money of the run. A venue that does not tell its cash is no reason not to trade: the settings hold. */
    private BigDecimal cap() {
        try {
            return settings.mostDollars().min(venue.cashDollars().multiply(settings.mostCashShare()));
        } catch (VenueFailure e) {
            failures.put("cash", String.valueOf(e.getMessage()));
            return settings.mostDollars();
        }
    }

    private double score(String city) {
        double learned = settings.learned() ? inputs.scores().getOrDefault(city, 1.0) : 1;
        var prediction = inputs.predictions().get(city);
        var confidence = prediction == null ? null : effectiveConfidence(city, prediction);
        return learned * (confidence == null ? 1 : Math.max(LEAST_CONFIDENCE_TERM, confidence));
    }

    private void decide(LegacyCity city, BigDecimal cap, BigDecimal budget) {
        if (!settings.anyHour() && at.atZoneSameInstant(city.zone()).getHour() != TRADING_HOUR) {
            return;
        }
        if (AlreadyTraded.of(inputs.trades(), settings.env(), settings.tradeDate(), city.code())) {
            record(rows.decision(city, null, settings.live() ? "skip" : "note", "already_traded_live"));
            evaluations.add(
                    rows.evaluation(city, null, null, settings.live() ? "skip" : "note", "already_traded_live"));
            if (settings.live()) {
                return;
            }
        }
        var prediction = inputs.predictions().get(city.code());
        if (prediction == null || prediction.predictedF() == null) {
            throw new VenueFailure("No prediction found for date=" + settings.tradeDate() + " city=" + city.code());
        }
        double meanF = prediction.predictedF().doubleValue();
        if (isDenied(city, prediction)) {
            return;
        }
        choice(city, prediction, meanF, cap, budget).ifPresent(choice -> trade(city, prediction, choice));
    }

    private boolean isDenied(LegacyCity city, Prediction prediction) {
        var confidence = effectiveConfidence(city.code(), prediction);
        if (confidence != null && confidence < settings.leastConfidence()) {
            record(rows.denied(city, prediction, confidence, "effective_confidence<" + settings.leastConfidence()));
            return true;
        }
        var spread = prediction.spreadF();
        if (spread != null && spread.doubleValue() > settings.mostSpreadF()) {
            record(rows.decision(city, prediction, "skip", "spread>" + settings.mostSpreadF()));
            return true;
        }
        return false;
    }

    private Optional<Choice> choice(
            LegacyCity city, Prediction prediction, double meanF, BigDecimal cap, BigDecimal budget) {
        var event = rows.event(city);
        var markets = venue.markets(event);
        if (markets.isEmpty()) {
            throw new VenueFailure("No markets found for event " + event);
        }
        var buckets = markets.stream()
                .map(market -> Bucket.ofSubtitle(market.subtitle()))
                .toList();
        int chosen = Bucket.choose(buckets, meanF);
        var market = markets.get(chosen);
        var book = bookQuote(market.ticker());
        if (book == null && rules.realAskOnly()) {
            record(rows.decision(city, prediction, "skip", "no_real_ask;ticker=" + market.ticker()));
            return Optional.empty();
        }
        var quote = book == null ? venue.quote(market.ticker()) : book;
        var ask = quote.askCents();
        if (ask == null) {
            return Optional.empty();
        }
        if (rules.realAskOnly() && (ask < 1 || ask > MOST_ASK_CENTS)) {
            record(rows.decision(city, prediction, "skip", "no_real_ask;yes_ask=" + ask));
            return Optional.empty();
        }
        double sigma = sigmaF(city.code(), prediction);
        int affordable = ContractCount.affordable(
                settings.mostDollarsPerCity().min(cap.subtract(spent)).min(budget), ask, rules.division());
        int wanted = settings.fixedContracts() > 0 ? settings.fixedContracts() : Integer.MAX_VALUE;
        return Optional.of(new Choice(
                market,
                buckets.get(chosen),
                quote,
                ask,
                book == null ? inventedDepth() : book.askQuantity(),
                sigma,
                BucketProbability.of(buckets.get(chosen), meanF, sigma, rules.continuity()),
                affordable,
                Math.min(wanted, Math.min(settings.mostContracts(), affordable))));
    }

    /** Null when there is no book to be had, or nobody offers in it. */
    private @Nullable Quote bookQuote(String ticker) {
        try {
            var quote = venue.book(ticker).quote();
            return quote.askCents() == null ? null : quote;
        } catch (VenueFailure e) {
            return null; // no book is like an empty one
        }
    }

    private @Nullable Integer inventedDepth() {
        return Math.min(settings.mostContracts(), INVENTED_DEPTH);
    }

    private double sigmaF(String city, Prediction prediction) {
        double spread = prediction.spreadF() == null ? 0 : prediction.spreadF().doubleValue();
        var error = inputs.errorsF().get(city);
        return error == null
                ? Math.max(settings.sigmaFloorF(), settings.sigmaFactor() * spread)
                : Math.max(spread, error);
    }

    private void trade(LegacyCity city, Prediction prediction, Choice choice) {
        if (choice.count() < 1) {
            var why = "count_zero_after_caps";
            var detail = ";yes_ask=" + choice.askCents() + ";budget_cap=" + choice.affordable();
            record(rows.decision(city, prediction, "skip", why + detail));
            evaluations.add(rows.evaluation(city, prediction, choice, "skip", why));
            return;
        }
        var gate = IntradayGate.of(inputs.snapshots(), city.code(), settings.tradeDate());
        var depth = rows.lowDepth(choice);
        var reason = rows.reason(choice, gate.orElse(null));
        if (!rules.recordedAfterOrder()) {
            recordTrade(city, prediction, choice, reason, depth);
            spend(choice);
        }
        var refusal = ordered(city, prediction, choice);
        if (rules.recordedAfterOrder()) {
            if (refusal.isEmpty()) {
                recordTrade(city, prediction, choice, reason, depth);
                spend(choice);
            } else {
                record(rows.decision(city, prediction, "skip", refusal + ";" + reason));
                evaluations.add(rows.evaluation(city, prediction, choice, "skip", refusal));
            }
        }
    }

    /** Empty when the order was accepted, or none was to be sent; otherwise why it was not. */
    private String ordered(LegacyCity city, Prediction prediction, Choice choice) {
        if (settings.live()) {
            try {
                if (!venue.isTrading()) {
                    return "exchange_inactive";
                }
                venue.place(new TraderVenue.Order(
                        orderId(city, choice), choice.market().ticker(), choice.count(), choice.askCents()));
            } catch (OrderFailure e) {
                return String.valueOf(e.getMessage());
            } catch (VenueFailure e) {
                if (!rules.recordedAfterOrder()) {
                    throw e;
                }
                failures.put(city.code(), String.valueOf(e.getMessage()));
                return "order_refused";
            }
        }
        trades.add(rows.trade(city, prediction, choice));
        return "";
    }

    /** The same for the same market and day, so that a repeated order is known to be one. */
    private UUID orderId(LegacyCity city, Choice choice) {
        var key = String.join(
                "|",
                settings.env(),
                settings.tradeDate().toString(),
                city.code(),
                choice.market().ticker());
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    private void recordTrade(LegacyCity city, Prediction prediction, Choice choice, String reason, String depth) {
        record(rows.decision(city, prediction, "trade", reason));
        evaluations.add(rows.evaluation(city, prediction, choice, "trade", depth));
    }

    private void spend(Choice choice) {
        spent = spent.add(BigDecimal.valueOf((long) choice.count() * choice.askCents(), 2));
    }

    private void record(Decision decision) {
        decisions.add(decision);
    }

    private @Nullable Double effectiveConfidence(String city, Prediction prediction) {
        var confidence = prediction.confidence();
        return effectiveConfidence(
                confidence == null ? null : confidence.doubleValue(),
                inputs.convictions().get(city));
    }
}
