package prescient.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes JSON of all kinds. */
final class RandomTrees {

    private static final String LETTERS = "ab \"\\/\n\r\t\b\f\u0000\u001f\u007fé’\u2028\uffff";

    private final Random random;

    RandomTrees(Random random) {
        this.random = random;
    }

    JsonNode node(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> NullNode.getInstance();
            case 1 -> BooleanNode.valueOf(random.nextBoolean());
            case 2 -> TextNode.valueOf(text());
            case 3 -> PythonJson.whole(new BigDecimal(new BigInteger(random.nextInt(1, 100), random)));
            case 4 -> PythonJson.number(BigDecimal.valueOf(random.nextLong(), random.nextInt(-40, 60)));
            case 5 -> PythonJson.number(new BigDecimal(PythonFloat.repr(random.nextDouble())));
            case 6 ->
                DoubleNode.valueOf(List.of(-0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                        .get(random.nextInt(3)));
            case 7 -> object(depth);
            default -> {
                var array = JsonNodeFactory.instance.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(node(depth - 1));
                }
                yield array;
            }
        };
    }

    ObjectNode object(int depth) {
        var object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(text(), node(depth - 1));
        }
        return object;
    }

    List<ObjectNode> objects(int most) {
        var objects = new ArrayList<ObjectNode>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            objects.add(object(3));
        }
        return objects;
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            if (random.nextInt(10) == 0) {
                text.appendCodePoint(0x1f600 + random.nextInt(50));
            } else {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        return text.toString();
    }
}
