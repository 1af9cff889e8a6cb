package prescient.venuesim;

import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A market from the seed.
 *
 * @param plan what was decided about it
 * @param head the part of its JSON that never changes, from the opening brace to a comma
 */
record GeneratedMarket(MarketPlan plan, String head) implements Item {

    @Override
    public @Nullable String id() {
        return plan.flaw() == Flaw.NO_ID ? null : plan.id();
    }

    @Override
    public boolean closed(Moment moment) {
        return plan.closed(moment.at(), moment.overrides().of(id()));
    }

    @Override
    public void appendTo(StringBuilder json, Moment moment) {
        append(json, stateAt(moment));
    }

    MarketState stateAt(Moment moment) {
        return plan.stateAt(moment.at(), moment.overrides().of(id()));
    }

    void append(StringBuilder json, MarketState state) {
        json.append(head);
        appendSizes(json, state);
        boolean open = plan.traded() && !state.closed();
        json.append(",\"active\":").append(plan.traded());
        json.append(",\"closed\":").append(state.closed());
        json.append(",\"archived\":false,\"acceptingOrders\":").append(open);
        json.append(",\"updatedAt\":\"").append(state.updated().truncatedTo(ChronoUnit.MILLIS));
        json.append("\",\"umaResolutionStatuses\":\"").append(state.closed() ? "[\\\"resolved\\\"]" : "[]");
        json.append('"');
        var quote = state.quote();
        if (quote != null) {
            json.append(",\"outcomePrices\":\"");
            json.append(prices(quote).replace("\"", "\\\"")).append('"');
            appendBook(json, quote);
        }
        json.append('}');
    }

    private void appendSizes(StringBuilder json, MarketState state) {
        var liquidity = MarketState.dollars(state.liquidity());
        var volume = MarketState.dollars(state.volume());
        json.append("\"liquidity\":\"")
                .append(liquidity)
                .append("\",\"liquidityNum\":")
                .append(liquidity);
        if (plan.flaw() == Flaw.NULL_VOLUME) {
            json.append(",\"volume\":null,\"volumeNum\":null");
        } else {
            json.append(",\"volume\":\"")
                    .append(volume)
                    .append("\",\"volumeNum\":")
                    .append(volume);
        }
        json.append(",\"volume24hr\":").append(MarketState.dollars(state.volumeOfDay()));
    }

    private static void appendBook(StringBuilder json, Quote quote) {
        json.append(",\"spread\":").append(Quote.text(quote.ask().subtract(quote.bid())));
        json.append(",\"bestBid\":").append(Quote.text(quote.bid()));
        json.append(",\"bestAsk\":").append(Quote.text(quote.ask()));
        json.append(",\"lastTradePrice\":").append(Quote.text(quote.last()));
    }

    private String prices(Quote quote) {
        return switch (plan.flaw()) {
            case PRICES_NOT_JSON -> "not-json";
            case ONE_PRICE -> "[\"" + Quote.text(quote.yes()) + "\"]";
            case PRICES_OUTSIDE -> "[\"1.2\", \"-0.2\"]";
            case THREE_OUTCOMES -> "[\"0.2\", \"0.3\", \"0.5\"]";
            case NONE, NEVER_TRADED, NO_QUESTION, NULL_VOLUME, NO_ID -> quote.outcomePrices();
        };
    }
}
