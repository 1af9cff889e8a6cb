package prescient.sqlite.kind;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words of stored rows that have to be one of a few. Stateless. */
final class Words {

    private Words() {}

    /** {@code buy} or {@code sell}; null when there is none, flagged when it is another word. */
    static @Nullable String action(Row row, Draft draft) {
        return oneOf(row, "action", Set.of("buy", "sell"), draft);
    }

    static @Nullable String oneOf(Row row, String column, Set<String> words, Draft draft) {
        var text = row.text(column);
        if (text == null) {
            return null;
        }
        if (words.contains(text)) {
            return text;
        }
        draft.flag(column.replace('_', '-') + "-unknown");
        return null;
    }

    /** {@code yes} as YES, {@code no} as NO, {@code void} as VOID; another word stays as it is, flagged. */
    static @Nullable String result(@Nullable String text, Draft draft) {
        if (text == null || text.isEmpty()) {
            draft.flag("result-missing");
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes" -> "YES";
            case "no" -> "NO";
            case "void" -> "VOID";
            default -> {
                draft.flag("result-unknown");
                yield text;
            }
        };
    }
}
