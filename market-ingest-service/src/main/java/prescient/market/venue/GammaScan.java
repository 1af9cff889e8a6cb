package prescient.market.venue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a file of events or markets and says what is in it and where, without holding more than one event.
 * What is no object or has no id is passed over. Stateless.
 */
public final class GammaScan {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private GammaScan() {}

    /**
     * Where an object lies.
     *
     * @param from its first byte
     * @param length in bytes
     */
    public record Span(long from, int length) {}

    /**
     * An event of the file.
     *
     * @param event with empty payloads
     * @param position in the file, from 0, those that were passed over counted
     * @param markets where its nested markets lie
     */
    public record Found(VenueEvent event, int position, Span span, Map<String, Span> markets) {}

    /** @throws IOException if the file is no list, or breaks off; the message tells where */
    public static void events(InputStream file, Consumer<Found> sink) throws IOException {
        each(file, (parser, position) -> {
            var found = event(parser, position);
            if (found != null) {
                sink.accept(found);
            }
        });
    }

    /**
     * The ids of a list of events or markets and where each lies.
     *
     * @throws IOException as {@link #events}
     */
    public static void ids(InputStream file, BiConsumer<String, Span> sink) throws IOException {
        each(file, (parser, position) -> {
            long from = parser.currentTokenLocation().getByteOffset();
            var fields = new GammaFields();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("id")) {
                    fields.read(parser);
                } else {
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
            if (fields.id != null) {
                sink.accept(fields.id, span(parser, from));
            }
        });
    }

    private interface Element {
        void read(JsonParser parser, int position) throws IOException;
    }

    private static void each(InputStream file, Element reader) throws IOException {
        try (var parser = JSON.createParser(file)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("the file is no list");
            }
            for (int position = 0; parser.nextToken() != JsonToken.END_ARRAY; position++) {
                if (parser.currentToken() == null) {
                    throw new IOException("the list breaks off");
                }
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    reader.read(parser, position);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private static @Nullable Found event(JsonParser parser, int position) throws IOException {
        long from = parser.currentTokenLocation().getByteOffset();
        var fields = new GammaFields();
        var spans = new LinkedHashMap<String, Span>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.currentName().equals("markets")) {
                markets(parser, fields, spans);
            } else {
                fields.read(parser);
            }
        }
        return fields.id == null ? null : new Found(fields.event("", ""), position, span(parser, from), spans);
    }

    private static void markets(JsonParser parser, GammaFields event, Map<String, Span> spans) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            long from = parser.currentTokenLocation().getByteOffset();
            var fields = new GammaFields();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.read(parser);
            }
            if (fields.id != null && spans.putIfAbsent(fields.id, span(parser, from)) == null) {
                event.markets.add(fields.market(""));
            }
        }
    }

    private static Span span(JsonParser parser, long from) throws IOException {
        parser.finishToken();
        return new Span(from, Math.toIntExact(parser.currentLocation().getByteOffset() - from));
    }
}
