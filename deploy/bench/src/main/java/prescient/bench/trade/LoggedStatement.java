package prescient.bench.trade;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement as PostgreSQL logged it under {@code log_statement = all}.
 *
 * @param role who ran it
 * @param sql as the service wrote it, with {@code $1} for its parameters
 * @param parameters their values as text, null for SQL NULL
 */
record LoggedStatement(String role, String sql, List<@Nullable String> parameters) {

    private static final Pattern HEAD = Pattern.compile(
            "^\\S+ \\S+ \\S+ \\[\\d+\\] (?<role>\\w+)@\\w+ (?<kind>LOG|DETAIL):  (?<text>.*)$", Pattern.DOTALL);
    private static final Pattern STATEMENT =
            Pattern.compile("^(?:statement|execute [^:]+): (?<sql>.*)$", Pattern.DOTALL);
    private static final Pattern PARAMETERS =
            Pattern.compile("^parameters: (?<values>.*)$", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']++|'')*+)')(?:, )?");

    /** The statements in the lines of a server log, in order. Lines of anything else are passed over. */
    static List<LoggedStatement> parse(String log) {
        var statements = new ArrayList<LoggedStatement>();
        for (var entry : entries(log)) {
            var head = HEAD.matcher(entry);
            if (!head.matches()) {
                continue;
            }
            var text = head.group("text");
            var statement = STATEMENT.matcher(text);
            var parameters = PARAMETERS.matcher(text);
            if (head.group("kind").equals("LOG") && statement.matches()) {
                statements.add(new LoggedStatement(
                        head.group("role"), statement.group("sql").strip(), List.of()));
            } else if (parameters.matches() && !statements.isEmpty()) {
                var bare = statements.removeLast();
                statements.add(new LoggedStatement(bare.role, bare.sql, values(parameters.group("values"))));
            }
        }
        return statements;
    }

    /** Continuation lines begin with a tab, which the server adds. */
    private static List<String> entries(String log) {
        var entries = new ArrayList<String>();
        for (var line : log.split("\n", -1)) {
            if (line.startsWith("\t") && !entries.isEmpty()) {
                entries.add(entries.removeLast() + "\n" + line.substring(1));
            } else {
                entries.add(line);
            }
        }
        return entries;
    }

    private static List<@Nullable String> values(String text) {
        var values = new ArrayList<@Nullable String>();
        var matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            var value = matcher.group(1);
            values.add(value == null ? null : value.replace("''", "'"));
        }
        return values;
    }
}
