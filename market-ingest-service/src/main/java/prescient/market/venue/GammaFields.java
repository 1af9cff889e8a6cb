package prescient.market.venue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one event or market that the suite works with, as they come by. */
final class GammaFields {

    final List<VenueMarket> markets = new ArrayList<>();

    @Nullable String id;

    private @Nullable String name;
    private @Nullable String slug;
    private @Nullable String conditionId;
    private @Nullable String startDate;
    private @Nullable String endDate;
    private @Nullable String outcomePrices;
    private @Nullable Boolean active;
    private @Nullable Boolean acceptingOrders;
    private boolean closed;
    private Figure liquidity = Figure.MISSING;
    private Figure volume = Figure.MISSING;
    private Figure volume24hr = Figure.MISSING;
    private VenueMarket.@Nullable Parent parent;

    /** Reads the value of the field the parser stands on; fields nobody works with are skipped. */
    void read(JsonParser parser) throws IOException {
        var field = parser.currentName();
        parser.nextToken();
        switch (field) {
            case "id" -> id = identity(parser);
            case "title", "question" -> name = text(parser);
            case "slug" -> slug = text(parser);
            case "conditionId" -> conditionId = text(parser);
            case "startDate" -> startDate = text(parser);
            case "endDate" -> endDate = text(parser);
            case "outcomePrices" -> outcomePrices = text(parser);
            case "active" -> active = truth(parser);
            case "acceptingOrders" -> acceptingOrders = truth(parser);
            case "closed" -> closed = Boolean.TRUE.equals(truth(parser));
            case "liquidity" -> liquidity = figure(parser);
            case "volume" -> volume = figure(parser);
            case "volume24hr" -> volume24hr = figure(parser);
            case "events" -> parent = firstEvent(parser);
            default -> {}
        }
        parser.skipChildren();
    }

    VenueEvent event(String payload, String raw) {
        var known = known();
        var self = new VenueMarket.Parent(known, name, endDate);
        var nested = markets.stream().map(m -> m.within(self)).toList();
        return new VenueEvent(
                known,
                name == null ? "" : name,
                slug,
                figures(),
                startDate,
                endDate,
                active,
                closed,
                payload,
                raw,
                nested);
    }

    VenueMarket market(String payload) {
        return new VenueMarket(
                known(),
                PolymarketAdapter.NAME,
                name == null ? "Unknown Question" : name,
                conditionId,
                parent,
                endDate,
                figures(),
                outcomePrices,
                active,
                closed,
                acceptingOrders == null ? !closed : acceptingOrders,
                payload);
    }

    private Figures figures() {
        return new Figures(liquidity, volume, volume24hr);
    }

    private String known() {
        if (id == null) {
            throw new IllegalStateException("read without an id");
        }
        return id;
    }

    /** Ids are opaque text, sometimes sent as a number; anything longer than an id may be is none. */
    private static @Nullable String identity(JsonParser parser) throws IOException {
        var token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
            return null;
        }
        var text = parser.getText();
        return text.matches("[A-Za-z0-9._:-]{1,200}") ? text : null;
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? GammaText.plain(parser.getText()) : null;
    }

    private static @Nullable Boolean truth(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case null, default -> null;
        };
    }

    private static Figure figure(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Figure.ofText(parser.getText());
            case VALUE_TRUE -> Figure.ofText("1");
            case VALUE_FALSE -> Figure.ofText("0");
            case null, default -> Figure.BROKEN;
        };
    }

    /** A market that is not nested in its event names it in a list. */
    private static VenueMarket.@Nullable Parent firstEvent(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return null;
        }
        VenueMarket.Parent first = null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            var fields = new GammaFields();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.read(parser);
            }
            if (first == null && fields.id != null) {
                first = new VenueMarket.Parent(fields.id, fields.name, fields.endDate);
            }
        }
        return first;
    }
}
