package prescient.local.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Computes the figures of a database. Reads every row of every table once. */
final class FiguresQuery {

    private static final String LEDGER = """
            SELECT (SELECT count(*) FROM portfolio.ledger_transactions), count(*), coalesce(sum(t.entries), 0),
                coalesce(sum(t.amount), 0), count(*) FILTER (WHERE t.amount <> 0)
            FROM (SELECT transaction_id, count(*) AS entries, sum(amount) AS amount
                  FROM portfolio.ledger_entries GROUP BY transaction_id) t""";

    private static final String PORTFOLIOS = """
            SELECT to_jsonb(s) || jsonb_build_object('ledger_cash',
                (SELECT coalesce(sum(e.amount), 0) FROM portfolio.ledger_entries e
                 WHERE e.portfolio_id = s.id AND e.account = 'cash'))
            FROM portfolio.portfolio_state s ORDER BY s.id""";

    private final Connection connection;

    FiguresQuery(Connection connection) {
        this.connection = connection;
    }

    /** The figures as the connection's transaction sees them. */
    Figures read(Catalogue catalogue) throws SQLException {
        // The text of a value depends on these; both sides of a comparison must write alike.
        Rows.execute(connection, """
                SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres';
                SET extra_float_digits = 1; SET bytea_output = 'hex'""");
        var tables = new LinkedHashMap<String, Figures.TableFigures>();
        for (var table : catalogue.tables()) {
            tables.put(table.label(), of(table));
        }
        var books = tables.containsKey("portfolio.ledger_entries") && tables.containsKey("portfolio.portfolio_state");
        return new Figures(tables, books ? ledger() : noLedger(), books ? portfolios() : List.of());
    }

    private Figures.TableFigures of(Catalogue.Table table) throws SQLException {
        var columns = Stream.concat(table.columns().stream(), table.computed().stream())
                .sorted()
                .map(Catalogue::quoted)
                .collect(Collectors.joining(", "));
        var found = new ArrayList<Figures.TableFigures>();
        Rows.each(
                connection,
                """
                SELECT count(*), coalesce(sum(('x' || left(md5(r::text), 16))::bit(64)::bigint::numeric), 0)::text
                FROM (SELECT %s FROM %s) r""".formatted(columns, table.sql()),
                row -> found.add(new Figures.TableFigures(row.getLong(1), row.getString(2))));
        return found.getFirst();
    }

    private Figures.Ledger ledger() throws SQLException {
        var found = new ArrayList<Figures.Ledger>();
        Rows.each(
                connection,
                LEDGER,
                row -> found.add(new Figures.Ledger(
                        row.getLong(1), row.getLong(3), row.getBigDecimal(4).stripTrailingZeros(), row.getLong(5))));
        return found.getFirst();
    }

    private static Figures.Ledger noLedger() {
        return new Figures.Ledger(0, 0, BigDecimal.ZERO, 0);
    }

    private List<JsonNode> portfolios() throws SQLException {
        var found = new ArrayList<JsonNode>();
        Rows.each(connection, PORTFOLIOS, row -> found.add(parsed(row.getString(1))));
        return found;
    }

    private static JsonNode parsed(String json) {
        try {
            return Manifest.JSON.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
