package prescient.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes from a right body all the wrong ones. */
final class BadBodies {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String JSON = "application/json";
    private static final String SQL = "'; DROP TABLE trades; --";
    private static final int TEN_MB = 10 * 1024 * 1024;

    /** Written as JSON it becomes the word NaN without quotes. */
    private static final String NAN = "@not-a-number@";

    private static final Set<String> WORDS = Set.of("action", "side", "result", "outcome");
    private static final Set<String> PRICES = Set.of("price", "confidence", "min_conviction", "min_price");

    /**
     * @param what is wrong with it, in words
     * @param body one character per byte
     */
    record Bad(String what, String contentType, String body) {

        byte[] bytes() {
            return body.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private BadBodies() {}

    /** Wrong bodies; {@code right} must be a JSON object. */
    static List<Bad> of(String right) throws JsonProcessingException {
        var bad = new ArrayList<Bad>();
        bad.add(text("cut off", right.substring(0, right.length() - 1)));
        bad.add(text("no JSON", "{]"));
        bad.add(text("an array", "[]"));
        bad.add(text("a text", "\"hello\""));
        bad.add(text("a number", "1"));
        bad.add(text("more behind it", right + "}"));
        bad.add(text("nested a hundred thousand times", "[".repeat(100_000)));
        bad.add(new Bad("no UTF-8", JSON, "{\"\u00ff\u00fe\":1}"));
        bad.add(new Bad("text/plain", "text/plain", right));
        bad.add(new Bad("a form", "application/x-www-form-urlencoded", "action=buy_yes&amount=1"));
        bad.add(text("10 MB", "{\"run_id\":\"" + "x".repeat(TEN_MB) + "\"}"));
        var tree = Api.JSON.readTree(right);
        for (var change : changes(tree).entrySet()) {
            bad.add(text(change.getKey(), change.getValue().replace('"' + NAN + '"', "NaN")));
        }
        return bad;
    }

    private static Bad text(String what, String body) {
        return new Bad(what, JSON, body);
    }

    /** Each change of one place of the tree, as a whole body. */
    private static Map<String, String> changes(JsonNode root) {
        var bodies = new LinkedHashMap<String, String>();
        walk(root, root, "", bodies);
        return bodies;
    }

    private static void walk(JsonNode root, JsonNode at, String path, Map<String, String> bodies) {
        if (at instanceof ObjectNode object) {
            if (!path.endsWith("strategy_config")) {
                object.put("surprise", 1);
                bodies.put("unknown field in " + (path.isEmpty() ? "the body" : path), root.toString());
                object.remove("surprise");
            }
            for (var name :
                    List.copyOf(object.propertyStream().map(Map.Entry::getKey).toList())) {
                var right = object.get(name);
                for (var wrong : replacements(name, right)) {
                    object.set(name, wrong);
                    bodies.put(path + "/" + name + " is " + wrong, root.toString());
                }
                object.set(name, right);
                walk(root, right, path + "/" + name, bodies);
            }
        } else if (at instanceof ArrayNode array) {
            var right = array.get(0);
            for (var wrong : replacements(path, right)) {
                array.set(0, wrong);
                bodies.put(path + " holds " + wrong, root.toString());
            }
            array.set(0, right);
            walk(root, right, path + "[0]", bodies);
        }
    }

    private static List<JsonNode> replacements(String name, JsonNode right) {
        var wrong = new ArrayList<JsonNode>();
        if (right.isNumber()) {
            wrong.add(NODES.textNode(NAN));
            wrong.add(NODES.textNode("NaN"));
            wrong.add(NODES.textNode("much"));
            if (!name.contains("days")) {
                // Days until an end may well be negative: it lies behind.
                wrong.add(NODES.numberNode(new BigDecimal(name.endsWith("tude") ? -1000 : -1)));
            }
            wrong.add(NODES.booleanNode(true));
        }
        if (PRICES.contains(name)) {
            wrong.add(NODES.numberNode(new BigDecimal("1.2")));
        }
        if (WORDS.contains(name)) {
            wrong.add(NODES.textNode("sell_everything"));
        }
        if (right.isTextual() && (name.endsWith("_id") || name.endsWith("_ids") || WORDS.contains(name))) {
            wrong.add(NODES.textNode(SQL));
            wrong.add(NODES.textNode(""));
        }
        if (name.equals("at") || name.endsWith("_date")) {
            wrong.add(NODES.textNode("yesterday"));
        }
        if (!right.isContainerNode()) {
            wrong.add(NODES.objectNode().put("x", 1));
            wrong.add(NODES.arrayNode().add(1).add(2));
        } else {
            wrong.add(NODES.numberNode(5));
        }
        return wrong;
    }
}
