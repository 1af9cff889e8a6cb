package prescient.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The tables of the suite as a page of documentation, read from a migrated database. */
final class SchemaPage {

    private static final String HEAD = """
            # Schema

            Generated from the migrations in `shared-schema/src/main/resources/db/migration`; `SchemaPageTest` fails when
            this page is not current, and `./prescient test -pl shared-schema -Dtest=SchemaPageTest -Dprescient.schema=write`
            writes it anew. Money is dollars and prices are dollars per share, both `numeric` without a limit; times carry
            their zone. Each schema belongs to one service; `prescient_reader` may read all of them. Partitions are left
            out: they look like their table.
            """;

    private static final String TABLES = """
            SELECT c.oid::bigint AS id, c.relname AS name, c.relkind = 'p' AS partitioned,
                coalesce(obj_description(c.oid, 'pg_class'), '') AS text
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                AND c.relname <> 'flyway_schema_history'
            ORDER BY c.relname
            """;

    private static final String COLUMNS = """
            SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
                coalesce(CASE WHEN a.attidentity <> '' THEN 'identity'
                    ELSE pg_get_expr(d.adbin, d.adrelid) END, '') AS preset,
                coalesce(col_description(a.attrelid, a.attnum), '') AS text
            FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """;

    private static final String RULES = """
            SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint
            WHERE conrelid = ? AND contype IN ('p', 'u', 'f', 'c') ORDER BY contype DESC, conname
            """;

    private static final String INDEXES = """
            SELECT regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX (\\S+) ON .*? USING', '\\1\\2:')
                AS text
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = ? AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
            ORDER BY c.relname
            """;

    private final Connection connection;

    SchemaPage(Connection connection) {
        this.connection = connection;
    }

    /** The page for these schemas, in their order; tables that all of them have alike come first, once. */
    String of(List<String> schemas) throws SQLException {
        var bySchema = new LinkedHashMap<String, List<String>>();
        for (var schema : schemas) {
            var tables = new ArrayList<String>();
            for (var table : rows(TABLES, schema)) {
                tables.add(table(table));
            }
            bySchema.put(schema, tables);
        }
        var everywhere = new ArrayList<>(bySchema.get(schemas.getFirst()));
        bySchema.values().forEach(everywhere::retainAll);
        var page = new StringBuilder(HEAD).append("\n## In every schema\n");
        everywhere.forEach(page::append);
        bySchema.forEach((schema, tables) -> {
            page.append("\n## ").append(schema).append('\n');
            tables.stream().filter(table -> !everywhere.contains(table)).forEach(page::append);
        });
        return page.toString();
    }

    private String table(List<String> table) throws SQLException {
        var id = Long.valueOf(table.get(0));
        var text = new StringBuilder("\n### ")
                .append(table.get(1))
                .append("t".equals(table.get(2)) ? " (partitioned)\n" : "\n");
        if (!table.get(3).isEmpty()) {
            text.append('\n').append(table.get(3)).append('\n');
        }
        text.append("\n| column | type | required | default | meaning |\n|-|-|-|-|-|\n");
        for (var column : rows(COLUMNS, id)) {
            text.append("| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            column.get(0),
                            column.get(1),
                            "t".equals(column.get(2)) ? "yes" : "",
                            cell(column.get(3)),
                            column.get(4).replace("|", "\\|")));
        }
        return text.append(list("Rules", rows(RULES, id)))
                .append(list("Indexes", rows(INDEXES, id)))
                .toString();
    }

    private static String list(String title, List<List<String>> lines) {
        var text = new StringBuilder();
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append(":\n\n");
            lines.forEach(line -> text.append("* `").append(line.getFirst()).append("`\n"));
        }
        return text.toString();
    }

    private static String cell(String code) {
        return code.isEmpty() ? "" : "`" + code.replace("|", "\\|") + "`";
    }

    private List<List<String>> rows(String sql, Object parameter) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            var rows = new ArrayList<List<String>>();
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i).replaceAll("\\s+", " "));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }
}
