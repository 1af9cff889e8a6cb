package prescient.venuesim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A recorded market, told as it was recorded until somebody sets it by hand.
 *
 * @param id null when the record has none
 * @param text the recorded JSON without white space
 */
record TapeMarket(@Nullable String id, ObjectNode recorded, String text) implements Item {

    static TapeMarket of(ObjectNode recorded) {
        return new TapeMarket(idOf(recorded), recorded, recorded.toString());
    }

    static @Nullable String idOf(ObjectNode recorded) {
        var id = recorded.path("id");
        return id.isTextual() || id.isIntegralNumber() ? id.asText() : null;
    }

    @Override
    public boolean closed(Moment moment) {
        var byHand = moment.overrides().of(id);
        return (byHand != null && byHand.closed() != null)
                ? byHand.closed()
                : recorded.path("closed").asBoolean();
    }

    @Override
    public void appendTo(StringBuilder json, Moment moment) {
        var byHand = moment.overrides().of(id);
        json.append(byHand == null ? text : changed(byHand).toString());
    }

    private ObjectNode changed(MarketOverride byHand) {
        var copy = recorded.deepCopy();
        copy.put("updatedAt", byHand.since().truncatedTo(ChronoUnit.MILLIS).toString());
        var quote = byHand.quote();
        if (quote != null) {
            copy.put("outcomePrices", quote.outcomePrices());
            copy.put("bestBid", quote.bid());
            copy.put("bestAsk", quote.ask());
            copy.put("lastTradePrice", quote.last());
        }
        if (byHand.closed() != null) {
            copy.put("closed", byHand.closed());
            copy.put("acceptingOrders", !byHand.closed());
        }
        return copy;
    }
}
