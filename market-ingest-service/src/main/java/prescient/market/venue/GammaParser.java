package prescient.market.venue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads Gamma's answers in one pass over the bytes: the few fields the suite works with become records, everything else
 * is only skipped, and the raw text of each event and market is cut out of the answer, so that it is kept digit by
 * digit. Stateless.
 */
final class GammaParser {

    private final JsonFactory json = new JsonFactory();

    /**
     * Reads a page of events: an array, or an object that holds one beside its {@code next_cursor}.
     *
     * @param page how the page is called in defects
     * @throws IOException if the answer is no JSON or holds no array
     */
    VenuePage events(byte[] answer, String page) throws IOException {
        var found = new Found();
        var cursor = elements(answer, (parser, number) -> event(parser, answer, page + ", event " + number, found));
        return new VenuePage(found.events, found.defects, found.elements, cursor);
    }

    /** Reads an answer that lists markets, in the same way. */
    MarketPage markets(byte[] answer, String page) throws IOException {
        var found = new Found();
        elements(answer, (parser, number) -> {
            found.elements++;
            var market = market(parser, answer, page + ", market " + number, found.defects);
            if (market != null) {
                found.markets.add(market);
            }
        });
        return new MarketPage(found.markets, found.defects);
    }

    /** Markets of one answer. */
    record MarketPage(List<VenueMarket> markets, List<Defect> defects) {}

    private static final class Found {
        private final List<VenueEvent> events = new ArrayList<>();
        private final List<VenueMarket> markets = new ArrayList<>();
        private final List<Defect> defects = new ArrayList<>();
        private int elements;
    }

    private interface Element {
        void read(JsonParser parser, int number) throws IOException;
    }

    /** Hands every element of the answer's array to {@code reader} and returns the next cursor. */
    private @Nullable String elements(byte[] answer, Element reader) throws IOException {
        String cursor = null;
        boolean seen = false;
        try (var parser = json.createParser(answer)) {
            var first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                array(parser, reader);
                seen = true;
            } else if (first == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var name = parser.currentName();
                    var value = parser.nextToken();
                    if (value == JsonToken.START_ARRAY && !seen) {
                        array(parser, reader);
                        seen = true;
                    } else if (value == JsonToken.VALUE_STRING && name.equals("next_cursor")) {
                        cursor = parser.getText().isEmpty() ? null : parser.getText();
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            if (!seen || parser.nextToken() != null) {
                throw new IOException("the answer is not one list");
            }
        }
        return cursor;
    }

    private static void array(JsonParser parser, Element reader) throws IOException {
        for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
            if (parser.currentToken() == null) {
                throw new IOException("the list breaks off");
            }
            reader.read(parser, number);
        }
    }

    private void event(JsonParser parser, byte[] answer, String position, Found found) throws IOException {
        found.elements++;
        int start = start(parser);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            found.defects.add(new Defect(position, "the event is no object", text(answer, start, end(parser)), true));
            return;
        }
        var fields = new GammaFields();
        int cutFrom = -1;
        int cutTo = -1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int nameStart = start(parser);
            if (parser.currentName().equals("markets") && cutFrom < 0) {
                cutFrom = nameStart;
                nested(parser, answer, position, fields, found);
                cutTo = end(parser);
            } else {
                fields.read(parser);
            }
        }
        var raw = text(answer, start, end(parser));
        var payload = cutFrom < 0 ? raw : without(text(answer, start, cutFrom), text(answer, cutTo, end(parser)));
        if (fields.id == null) {
            found.defects.add(new Defect(position, "the event has no id", raw, true));
            return;
        }
        found.events.add(fields.event(GammaText.storable(payload), raw));
    }

    private void nested(JsonParser parser, byte[] answer, String position, GammaFields event, Found found)
            throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        array(parser, (p, number) -> {
            var market = market(p, answer, position + ", market " + number, found.defects);
            if (market != null) {
                event.markets.add(market);
            }
        });
    }

    private @Nullable VenueMarket market(JsonParser parser, byte[] answer, String position, List<Defect> defects)
            throws IOException {
        int start = start(parser);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            defects.add(new Defect(position, "the market is no object", text(answer, start, end(parser)), false));
            return null;
        }
        var fields = new GammaFields();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            fields.read(parser);
        }
        var payload = text(answer, start, end(parser));
        if (fields.id == null) {
            defects.add(new Defect(position, "the market has no id", payload, false));
            return null;
        }
        var market = fields.market(GammaText.storable(payload));
        var prices = OutcomePrices.parse(market.outcomePrices());
        if (prices.isPresent() && prices.get().tradable().isEmpty()) {
            defects.add(new Defect("market " + market.id(), "a price lies outside [0, 1]", payload, false));
        }
        return market;
    }

    /** An object's text with a field cut out of its middle, and one of the commas around it. */
    private static String without(String before, String after) {
        var rest = after.stripLeading();
        if (rest.startsWith(",")) {
            return before + rest.substring(1);
        }
        var kept = before.stripTrailing();
        return (kept.endsWith(",") ? kept.substring(0, kept.length() - 1) : kept) + rest;
    }

    private static int start(JsonParser parser) {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    private static int end(JsonParser parser) throws IOException {
        parser.finishToken();
        return Math.toIntExact(parser.currentLocation().getByteOffset());
    }

    private static String text(byte[] answer, int from, int to) {
        return GammaText.of(answer, from, to);
    }
}
