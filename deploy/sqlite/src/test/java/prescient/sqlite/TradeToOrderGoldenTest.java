package prescient.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The imported trades and orders belong together as the reference material found it. */
class TradeToOrderGoldenTest {

    private static final Path SHARED =
            Path.of(System.getProperty("prescient.shared", "../../../shared")).resolve("data/recio");

    /** A ticket ends with the millisecond of its making; its order is the first on the market and side from then on. */
    private static final String JOIN = """
        SELECT t.legacy_id, o.side, o.fill_count, round(o.taker_fill_cost / o.fill_count, 4), o.taker_fees,
            (SELECT sum(taker_fees) FROM account_orders a WHERE a.environment = t.environment AND a.ticker = t.ticker),
            s.market_result, s.revenue,
            (SELECT count(*) FROM desk_trades d WHERE d.legacy_id BETWEEN 694 AND 1235
                AND d.ticker = t.ticker)
        FROM desk_trades t
        LEFT JOIN LATERAL (SELECT * FROM account_orders o
            WHERE o.environment = t.environment AND o.ticker = t.ticker AND o.side = t.side AND o.action = 'buy'
              AND o.created_at >= to_timestamp(right(t.ticket_id, 13)::numeric / 1000)
            ORDER BY o.created_at LIMIT 1) o ON t.ticket_id ~ '-[0-9]{13}$'
        LEFT JOIN account_settlements s ON s.environment = t.environment AND s.ticker = t.ticker
        WHERE t.legacy_id BETWEEN 694 AND 1235 AND t.environment = 'prod' ORDER BY t.legacy_id
        """;

    @Test
    void eachTradeHasTheOrderTheReferenceFound() throws IOException {
        // Given
        var expected = SHARED.resolve("expected/trade_to_order.csv");
        assumeTrue(Files.exists(expected), "no reference material");
        var rig = ImportRig.on("sqlite_join");
        rig.run(SHARED.resolve("sqlite/backend"));

        // When
        var joined = new HashMap<String, List<@Nullable String>>();
        rig.query("trade", JOIN).forEach(row -> joined.put(String.valueOf(row.getFirst()), row));

        // Then
        var lines = rows(expected);
        assertThat(lines).hasSize(130);
        assertThat(joined.keySet()).hasSameSizeAs(lines);
        for (var line : lines) {
            var row = joined.get(line.get("id"));
            var found = List.of(
                    lower(row.get(1)),
                    plain(row.get(2)),
                    plain(row.get(3)),
                    plain(row.get(4)),
                    row.get(1) == null ? "" : plain(row.get(5)),
                    lower(row.get(6)),
                    plain(row.get(7)),
                    plain(row.get(8)));
            assertThat(found)
                    .as("trade %s", line.get("id"))
                    .containsExactly(
                            line.get("order_side"),
                            plain(line.get("order_count")),
                            plain(line.get("avg_price")),
                            plain(line.get("order_fees")),
                            plain(line.get("ticker_fees")),
                            line.get("market_result"),
                            plain(line.get("revenue")),
                            plain(line.get("trades_on_ticker")));
        }
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        var names = lines.getFirst().split(",", -1);
        var rows = new ArrayList<Map<String, String>>();
        for (var line : lines.subList(1, lines.size())) {
            var values = line.split(",", -1);
            var row = new HashMap<String, String>();
            for (var i = 0; i < names.length; i++) {
                row.put(names[i], values[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static String plain(@Nullable String number) {
        return number == null || number.isEmpty()
                ? ""
                : new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(java.util.Locale.ROOT);
    }
}
