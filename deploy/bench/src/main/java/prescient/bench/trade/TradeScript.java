package prescient.bench.trade;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the statements of one recorded trade into a pgbench script that makes such a trade per transaction.
 *
 * <p>The recorded trade's order and market carry a number that occurs nowhere else. Wherever a parameter contains it,
 * the script puts its own, so that order, fill, trade and market are new in each transaction. A parameter of type
 * {@code bigint[]} holds row ids that an earlier statement of the transaction returned. All else stays as recorded.
 */
final class TradeScript {

    /** The number of the recorded trade. */
    static final long RECORDED = 7_000_000_000L;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\d+)");
    /** pgbench would take such a colon for one of its variables. */
    private static final Pattern VARIABLE_LIKE = Pattern.compile("(?<!:):\\w");

    private TradeScript() {}

    /**
     * A recorded statement with the types PostgreSQL gives its parameters.
     *
     * @param types one per parameter, as {@code regtype} prints them
     */
    record Typed(LoggedStatement statement, List<String> types) {}

    /** The script. pgbench must be given {@code k} = 0 and {@code base}, the number before the first one to use. */
    static String of(List<Typed> statements) {
        var script = new StringBuilder("\\set k :k + 1\n\\set n :base + (:k - 1) * :clients + :client_id\nBEGIN;\n");
        for (var typed : statements) {
            var sql = inlined(typed);
            script.append(sql).append(sql.contains("RETURNING outbox_id") ? "\n\\gset\n" : ";\n");
        }
        return script.append("COMMIT;\n").toString();
    }

    private static String inlined(Typed typed) {
        var sql = typed.statement().sql();
        if (VARIABLE_LIKE.matcher(sql).find()) {
            throw new IllegalStateException("pgbench would misread a colon in: " + sql);
        }
        return PLACEHOLDER.matcher(sql).replaceAll(match -> {
            int index = Integer.parseInt(match.group(1)) - 1;
            var type = typed.types().get(index);
            var value = typed.statement().parameters().get(index);
            return java.util.regex.Matcher.quoteReplacement("(" + expression(type, value) + ")::" + type);
        });
    }

    private static String expression(String type, @Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        if (type.equals("bigint[]")) {
            return "ARRAY[:outbox_id]";
        }
        var parts = value.split(Long.toString(RECORDED), -1);
        var expression = new StringBuilder(literal(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            expression.append(" || :n::text || ").append(literal(parts[i]));
        }
        return expression.toString();
    }

    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\x3a") + "'";
    }
}
