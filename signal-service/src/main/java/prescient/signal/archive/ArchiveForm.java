package prescient.signal.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import prescient.legacy.LegacyTime;
import prescient.signal.signal.LegacySignal;

/**
 * Archived signals in their two forms. In the legacy files the time of a signal is a local time; over HTTP and in the
 * database it is RFC 3339 in UTC, because a local time does not say which instant it means. Everything else is alike.
 */
final class ArchiveForm {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private ArchiveForm() {}

    /** Signals of a legacy file as HTTP shows them; a number that JSON has no text for is null. */
    static ArrayNode universal(JsonNode legacy, ZoneId zone) {
        return each(legacy, signal -> {
            var time = signal.path("timestamp");
            if (time.isTextual()) {
                signal.put("timestamp", universalTime(time.textValue(), zone));
            }
            signal.properties().forEach(entry -> {
                if (entry.getValue().isDouble()) {
                    entry.setValue(JsonNodeFactory.instance.nullNode());
                }
            });
            return signal;
        });
    }

    /** Signals as HTTP shows them, in the form and key order of a legacy file. */
    static ArrayNode legacy(JsonNode universal, ZoneId zone) {
        return each(universal, signal -> {
            var ordered = inOrder(signal);
            var time = signal.path("timestamp");
            if (time.isTextual()) {
                ordered.put("timestamp", legacyTime(time.textValue(), zone));
            }
            return ordered;
        });
    }

    /** The same signal with its keys in the order of the legacy files, which jsonb does not keep. */
    static ObjectNode inOrder(ObjectNode signal) {
        var ordered = JsonNodeFactory.instance.objectNode();
        LegacySignal.KEYS.stream().filter(signal::has).forEach(key -> ordered.set(key, signal.get(key)));
        signal.properties().forEach(entry -> {
            if (!ordered.has(entry.getKey())) {
                ordered.set(entry.getKey(), entry.getValue());
            }
        });
        return ordered;
    }

    /** The same signals with their local times as the clocks of another zone showed them. */
    static ArrayNode moved(JsonNode legacy, ZoneId from, ZoneId to) {
        return each(legacy, signal -> {
            var time = signal.path("timestamp");
            if (time.isTextual()) {
                signal.put("timestamp", legacyTime(universalTime(time.textValue(), from), to));
            }
            return signal;
        });
    }

    /** Signals of the database or of HTTP as one line of JSON. */
    static String text(ArrayNode signals, ObjectMapper json) {
        try {
            return json.writeValueAsString(signals);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Signals for an answer, from the text that {@link #text} made or jsonb has. */
    static List<Map<String, @Nullable Object>> shown(String text, ObjectMapper json) {
        try {
            var signals = json.readValue(text, new TypeReference<List<Map<String, @Nullable Object>>>() {});
            return signals.stream().map(ArchiveForm::inOrder).toList();
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a stored archive cannot be read", failure);
        }
    }

    private static Map<String, @Nullable Object> inOrder(Map<String, @Nullable Object> signal) {
        var ordered = new LinkedHashMap<String, @Nullable Object>();
        LegacySignal.KEYS.stream().filter(signal::containsKey).forEach(key -> ordered.put(key, signal.get(key)));
        signal.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static ArrayNode each(JsonNode signals, UnaryOperator<ObjectNode> form) {
        var made = JsonNodeFactory.instance.arrayNode();
        signals.forEach(signal ->
                made.add(signal instanceof ObjectNode object ? form.apply(object.deepCopy()) : signal.deepCopy()));
        return made;
    }

    /** Text that is no local time stays as it is. */
    private static String universalTime(String text, ZoneId zone) {
        try {
            return MICROS.format(LegacyTime.parse(text, zone));
        } catch (IllegalArgumentException noLocalTime) {
            return text;
        }
    }

    private static String legacyTime(String text, ZoneId zone) {
        try {
            return LegacyTime.text(Instant.parse(text), zone);
        } catch (DateTimeParseException | IllegalArgumentException noTime) {
            return text;
        }
    }
}
