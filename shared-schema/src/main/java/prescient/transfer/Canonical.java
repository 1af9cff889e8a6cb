package prescient.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What a record means, in 128 bits. The order of keys does not count and numbers count by value ({@code 100} is
 * {@code 100.0}); text counts as it is. A key with null is as good as absent; null, 0 and "" all differ. The same in
 * every JVM. Not safe for concurrent use.
 */
final class Canonical {

    private static final long PRIME_A = 0x9E3779B97F4A7C15L;
    private static final long PRIME_B = 0xC2B2AE3D27D4EB4FL;
    private static final long NOT_ASCII = 0xFF80FF80FF80FF80L;
    private static final int INDENT = 2;

    private final Map<String, Digest> names = new HashMap<>();
    private long a;
    private long b;
    private long bytes;

    /**
     * A record's content.
     *
     * @param high first half
     * @param low second half
     * @param bytes about as many as the record has in a legacy file
     */
    record Digest(long high, long low, long bytes) {

        /** The same content; the size does not count. */
        boolean same(Digest other) {
            return high == other.high && low == other.low;
        }
    }

    /** The content of a record. */
    Digest of(ObjectNode value) {
        bytes = 2 * INDENT;
        node(value, 1);
        return new Digest(a, b, bytes);
    }

    /** The identity of a record within its feature; never 0. */
    static long key(String collection, String key) {
        long hash = spread(text(key, PRIME_A) ^ spread(text(collection, PRIME_B)));
        return hash == 0 ? 1 : hash;
    }

    private void node(JsonNode node, int depth) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, depth);
            case ARRAY -> array(node, depth);
            case STRING -> string(node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN -> is(node.booleanValue() ? 2 : 3, 5);
            case NULL, MISSING -> is(1, 4);
            case BINARY, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        }
    }

    /** Fields are summed up, so that their order does not count. */
    private void object(JsonNode node, int depth) {
        long sumA = 11;
        long sumB = 13;
        for (Entry<String, JsonNode> field : node.properties()) {
            var name = names.computeIfAbsent(field.getKey(), Canonical::name);
            bytes += INDENT * (depth + 1L) + name.bytes;
            if (field.getValue().isNull()) {
                bytes += 4;
            } else {
                node(field.getValue(), depth + 1);
                sumA += spread(a * PRIME_B + name.high);
                sumB += spread(b * PRIME_A + name.low);
            }
        }
        bytes += INDENT * (long) depth + 3;
        a = spread(sumA);
        b = spread(sumB);
    }

    private void array(JsonNode node, int depth) {
        long foldA = 17;
        long foldB = 19;
        for (var item : node) {
            bytes += INDENT * (depth + 1L) + 2;
            node(item, depth + 1);
            foldA = spread(foldA * PRIME_A + a);
            foldB = spread(foldB * PRIME_B + b);
        }
        bytes += INDENT * (long) depth + 3;
        a = foldA;
        b = foldB;
    }

    /** Both halves in one pass: texts are most of a record. */
    private void string(String value) {
        int length = value.length();
        long one = PRIME_A ^ length;
        long other = PRIME_B ^ length;
        long seen = 0;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            long four = value.charAt(i)
                    | (long) value.charAt(i + 1) << 16
                    | (long) value.charAt(i + 2) << 32
                    | (long) value.charAt(i + 3) << 48;
            one = (one ^ four) * PRIME_A;
            one ^= one >>> 31;
            other = (other ^ four) * PRIME_B;
            other ^= other >>> 31;
            seen |= four;
        }
        for (; i < length; i++) {
            char c = value.charAt(i);
            one = (one ^ c) * PRIME_A;
            one ^= one >>> 31;
            other = (other ^ c) * PRIME_B;
            other ^= other >>> 31;
            seen |= c;
        }
        a = spread(one);
        b = spread(other);
        bytes += length + 2L + ((seen & NOT_ASCII) == 0 ? 0 : more(value));
    }

    /** Bytes that UTF-8 needs beyond one for each character. */
    private static long more(String value) {
        return value.chars()
                .map(c -> c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate((char) c) ? 1 : 2)
                .sum();
    }

    private void number(JsonNode node) {
        if (node.isDouble() || node.isFloat()) {
            double value = node.doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                is(Double.isNaN(value) ? 5 : value > 0 ? 6 : 7, 8);
                return;
            }
            decimal(BigDecimal.valueOf(value));
        } else if (node.isIntegralNumber() && node.canConvertToLong()) {
            whole(node.longValue(), 0);
            bytes += 6;
        } else {
            decimal(node.decimalValue());
        }
    }

    private void decimal(BigDecimal value) {
        bytes += value.precision() + 2;
        if (value.precision() <= 18) {
            whole(value.unscaledValue().longValue(), value.scale());
            return;
        }
        var plain = value.stripTrailingZeros();
        if (plain.precision() <= 18) {
            whole(plain.unscaledValue().longValue(), plain.scale());
            return;
        }
        var digits = plain.unscaledValue().toString();
        a = spread(text(digits, PRIME_A) + plain.scale());
        b = spread(text(digits, PRIME_B) + plain.scale());
    }

    private void whole(long digits, int scale) {
        long value = digits;
        int places = value == 0 ? 0 : scale;
        while (value != 0 && value % 10 == 0) {
            value /= 10;
            places--;
        }
        a = spread((value ^ 0x5DEECE66DL) * PRIME_A + places);
        b = spread((value + 0x2545F491L) * PRIME_B + places);
    }

    private void is(int tag, int length) {
        a = spread(tag * PRIME_A);
        b = spread(tag * PRIME_B);
        bytes += length;
    }

    private static Digest name(String name) {
        return new Digest(text(name, PRIME_B), text(name, PRIME_A), name.length() + 6L);
    }

    private static long text(String value, long prime) {
        int length = value.length();
        long hash = prime ^ length;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            long four = value.charAt(i)
                    | (long) value.charAt(i + 1) << 16
                    | (long) value.charAt(i + 2) << 32
                    | (long) value.charAt(i + 3) << 48;
            hash = (hash ^ four) * prime;
            hash ^= hash >>> 31;
        }
        for (; i < length; i++) {
            hash = (hash ^ value.charAt(i)) * prime;
            hash ^= hash >>> 31;
        }
        return hash;
    }

    private static long spread(long value) {
        long hash = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }

    /** True when both mean the same; null stands for absent. */
    static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        if (isNothing(one) || isNothing(other)) {
            return isNothing(one) && isNothing(other);
        }
        return hash(one).same(hash(other));
    }

    private static Digest hash(@Nullable JsonNode node) {
        var canonical = new Canonical();
        if (node != null) {
            canonical.node(node, 0);
        }
        return new Digest(canonical.a, canonical.b, canonical.bytes);
    }

    private static boolean isNothing(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode();
    }
}
