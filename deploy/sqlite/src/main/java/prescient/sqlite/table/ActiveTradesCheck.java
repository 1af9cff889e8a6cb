package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the old supervisor's rows against the trades they say they watch. */
public final class ActiveTradesCheck {

    /**
     * What was found.
     *
     * @param rows how many there are
     * @param findings per finding the ids of the rows
     */
    public record Result(long rows, Map<String, List<Long>> findings) {}

    private static final Map<String, String> FINDINGS = findings();

    private final Connection connection;

    public ActiveTradesCheck(Connection connection) {
        this.connection = connection;
    }

    private static Map<String, String> findings() {
        var findings = new LinkedHashMap<String, String>();
        findings.put("orphans", "t.trade_id IS NULL");
        findings.put("duplicates", "a.copies > 1");
        findings.put("trade_ended", "t.status IN ('closed', 'settled', 'rejected')");
        findings.put("stuck_closing", "a.status = 'closing'");
        findings.put(
                "terms_disagree",
                "t.trade_id IS NOT NULL AND (a.ticker IS DISTINCT FROM t.ticker OR a.side IS DISTINCT FROM t.side"
                        + " OR a.position IS DISTINCT FROM t.count)");
        return findings;
    }

    public Result run() throws SQLException {
        var rows = Sql.numbers(connection, "SELECT count(*) FROM trade.legacy_active_trades")[0];
        var found = new LinkedHashMap<String, List<Long>>();
        for (var finding : FINDINGS.entrySet()) {
            found.put(finding.getKey(), ids(finding.getValue()));
        }
        return new Result(rows, found);
    }

    private List<Long> ids(String condition) throws SQLException {
        var ids = new ArrayList<Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                    SELECT a.legacy_id FROM (SELECT *, count(*) OVER (PARTITION BY environment, legacy_trade_id)
                            AS copies FROM trade.legacy_active_trades) a
                        LEFT JOIN trade.desk_trades t ON t.trade_id = 'legacy-' || a.environment || '-'
                            || a.legacy_trade_id
                    WHERE %s ORDER BY a.environment, a.legacy_id
                    """.formatted(condition))) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
