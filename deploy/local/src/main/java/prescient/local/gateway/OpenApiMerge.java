package prescient.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import prescient.local.ServiceName;

/**
 * Makes one OpenAPI document of several. A component that two services define differently keeps its name for the first
 * and is called {@code <service>.<name>} for the other, also where it is referred to. One thread.
 */
final class OpenApiMerge {

    private static final String COMPONENTS = "#/components/";

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    OpenApiMerge() {
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Prescient")
                .put("version", "1.0.0")
                .put("description", "All five services behind one gateway.");
        document.putObject("paths");
        document.putObject("components");
    }

    /** Adds the document of {@code service}; paths that the gateway would send elsewhere are left out. */
    void add(ServiceName service, JsonNode added) {
        if (added.hasNonNull("openapi")) {
            document.put("openapi", added.get("openapi").asText());
        }
        var renamed = renamed(service, added.path("components"));
        added.path("components")
                .properties()
                .forEach(kind -> kind.getValue().properties().forEach(component -> {
                    var name = renamed.getOrDefault(reference(kind.getKey(), component.getKey()), component.getKey());
                    document.withObject("components")
                            .withObjectProperty(kind.getKey())
                            .set(name, withReferences(component.getValue(), renamed));
                }));
        added.path("paths").properties().forEach(path -> {
            var routed = Routes.find(path.getKey()).filter(service::equals).isPresent();
            if (routed || Routes.isOfEvery(path.getKey())) {
                paths().set(path.getKey(), withReferences(path.getValue(), renamed));
            }
        });
    }

    /** The merged document; a service that did not answer is simply not in it. */
    ObjectNode document() {
        return document;
    }

    private ObjectNode paths() {
        return document.withObjectProperty("paths");
    }

    /** New names of the components that exist already with other content, by their reference. */
    private Map<String, String> renamed(ServiceName service, JsonNode components) {
        var names = new HashMap<String, String>();
        components
                .properties()
                .forEach(kind -> kind.getValue().properties().forEach(component -> {
                    var known = document.path("components").path(kind.getKey()).path(component.getKey());
                    if (!known.isMissingNode() && !known.equals(component.getValue())) {
                        names.put(
                                reference(kind.getKey(), component.getKey()),
                                service.shortName() + "." + component.getKey());
                    }
                }));
        return names;
    }

    private static String reference(String kind, String name) {
        return COMPONENTS + kind + "/" + name;
    }

    private static JsonNode withReferences(JsonNode node, Map<String, String> renamed) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field -> copy.set(field.getKey(), withReferences(field.getValue(), renamed)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(withReferences(element, renamed)));
                yield copy;
            }
            case TextNode text
            when renamed.containsKey(text.textValue()) -> {
                var reference = text.textValue();
                var kind = reference.substring(0, reference.lastIndexOf('/') + 1);
                yield TextNode.valueOf(kind + renamed.get(reference));
            }
            default -> node;
        };
    }
}
