package prescient.market.venue;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Text of a venue, made such that PostgreSQL can hold it. */
final class GammaText {

    /** An escaped NUL, which jsonb refuses; an even number of backslashes before it are text of their own. */
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private GammaText() {}

    static String of(byte[] answer, int from, int to) {
        return new String(answer, from, to - from, StandardCharsets.UTF_8);
    }

    /** JSON text without escaped NUL characters; they become the replacement character. */
    static String storable(String json) {
        return json.contains("\\u0000") ? ESCAPED_NUL.matcher(json).replaceAll("$1\\\\ufffd") : json;
    }

    /** Plain text without NUL characters. */
    static String plain(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\ufffd');
    }
}
