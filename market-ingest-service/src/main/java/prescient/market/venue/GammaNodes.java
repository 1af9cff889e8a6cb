package prescient.market.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import prescient.legacy.PythonJson;

/** Events and markets out of JSON that was read before, for instance from a legacy file. Stateless. */
public final class GammaNodes {

    /** Writes what is no JSON number, as NaN, as text, so that jsonb takes it. */
    private static final JsonMapper JSONB = JsonMapper.builder().build();

    private GammaNodes() {}

    /** An event with its nested markets; empty when it has no id. */
    public static Optional<VenueEvent> event(ObjectNode node) {
        var fields = new GammaFields();
        var own = node.objectNode();
        node.properties().forEach(field -> {
            if (!field.getKey().equals("markets")) {
                own.set(field.getKey(), field.getValue());
            }
        });
        read(own, fields);
        if (fields.id == null) {
            return Optional.empty();
        }
        for (var nested : node.path("markets")) {
            if (nested instanceof ObjectNode object) {
                market(object).ifPresent(fields.markets::add);
            }
        }
        return Optional.of(fields.event(GammaText.storable(plain(own)), text(node)));
    }

    /** A market; empty when it has no id. */
    public static Optional<VenueMarket> market(ObjectNode node) {
        var fields = new GammaFields();
        read(node, fields);
        return fields.id == null ? Optional.empty() : Optional.of(fields.market(GammaText.storable(plain(node))));
    }

    /** JSON on one line that reads back as the same, every digit and the order of keys included. */
    public static String text(JsonNode node) {
        return text(PythonJson.mapper(), node);
    }

    /** JSON on one line for readers of all kinds; what is no JSON number, as NaN, becomes text. */
    public static String plain(JsonNode node) {
        return text(JSONB, node);
    }

    /** @throws IllegalArgumentException when the text is not one object */
    public static ObjectNode object(String json) {
        try {
            if (PythonJson.mapper().readTree(json) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("it is no object");
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(unreadable.getOriginalMessage(), unreadable);
        }
    }

    private static String text(com.fasterxml.jackson.databind.ObjectMapper mapper, JsonNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void read(ObjectNode node, GammaFields fields) {
        try (var parser = node.traverse()) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.read(parser);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
