package prescient.e2e;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the suite's database as one role. Every call opens a connection of its own, so a database that was stopped in
 * between is no trouble.
 */
record Database(String url, String role, String password) {

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, role, password);
    }

    /** All rows; columns by name in the order of the query. */
    List<Map<String, Object>> rows(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<Map<String, Object>>();
            var columns = result.getMetaData();
            while (result.next()) {
                var row = new LinkedHashMap<String, Object>();
                for (var column = 1; column <= columns.getColumnCount(); column++) {
                    row.put(columns.getColumnName(column), result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage() + " in: " + sql, failed);
        }
    }

    /** The first column of the first row as a number. */
    BigDecimal number(String sql) {
        return new BigDecimal(rows(sql).getFirst().values().iterator().next().toString());
    }

    long count(String sql) {
        return number(sql).longValueExact();
    }

    /** Rows per table of the five schemas; partitions are counted with their table. */
    Map<String, Long> rowsPerTable() {
        var tables =
                rows("""
                SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                  AND n.nspname IN ('market', 'signal', 'trade', 'portfolio', 'forecast')
                  -- Jobs take their leases, feeds and watches write, whenever it is time, whatever a test does.
                  AND c.relname NOT IN ('job_lease', 'price_log', 'price_gaps', 'order_books', 'incident_memory')
                ORDER BY 1
                """).stream().map(row -> String.valueOf(row.get("name"))).toList();
        var counts = tables.stream()
                .map(table -> "SELECT '" + table + "' AS name, count(*) AS rows FROM " + table)
                .collect(Collectors.joining(" UNION ALL "));
        return rows(counts).stream()
                .collect(Collectors.toMap(
                        row -> String.valueOf(row.get("name")),
                        row -> ((Number) row.get("rows")).longValue(),
                        Long::sum,
                        LinkedHashMap::new));
    }
}
