package prescient.bench.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.bench.trade.TradeScript.Typed;

class TradeScriptTest {

    private static final String LOG = """
            2026-11-20 05:12:29.004 UTC [8717] prescient_signal@prescient LOG:  statement: SELECT feature FROM cutover_state
            2026-11-20 05:12:29.050 UTC [8653] LOG:  checkpoint starting: time
            2026-11-20 05:12:29.055 UTC [8712] prescient_trade@prescient LOG:  execute 0000004: INSERT INTO orders
            \t    SELECT $2, x FROM jsonb_to_recordset($1::text::jsonb) AS i (x text)
            \t
            2026-11-20 05:12:29.055 UTC [8712] prescient_trade@prescient DETAIL:  Parameters: $1 = '[{"x":"order-7000000000","y":null,"q":"it''s"}]', $2 = NULL
            2026-11-20 05:12:29.074 UTC [8712] prescient_trade@prescient LOG:  execute <unnamed>: INSERT INTO outbox VALUES ($1) RETURNING outbox_id
            2026-11-20 05:12:29.074 UTC [8712] prescient_trade@prescient DETAIL:  Parameters: $1 = 'fill-7000000000-1'
            2026-11-20 05:12:29.084 UTC [8712] prescient_trade@prescient LOG:  execute 0000005: DELETE FROM outbox WHERE outbox_id = ANY($1)
            2026-11-20 05:12:29.084 UTC [8712] prescient_trade@prescient DETAIL:  Parameters: $1 = '{2937}'
            """;

    @Test
    void aServerLogIsReadAsStatementsWithTheirParameters() {
        // When
        var statements = LoggedStatement.parse(LOG);
        // Then
        assertThat(statements)
                .extracting(LoggedStatement::role)
                .containsExactly("prescient_signal", "prescient_trade", "prescient_trade", "prescient_trade");
        assertThat(statements.get(1).sql())
                .isEqualTo(
                        "INSERT INTO orders\n    SELECT $2, x FROM jsonb_to_recordset($1::text::jsonb) AS i (x text)");
        assertThat(statements.get(1).parameters())
                .containsExactly("[{\"x\":\"order-7000000000\",\"y\":null,\"q\":\"it's\"}]", null);
        assertThat(statements.get(3).parameters()).containsExactly("{2937}");
    }

    @Test
    void everyTransactionMakesATradeOfItsOwn() {
        // Given
        var statements = LoggedStatement.parse(LOG);
        // When
        var script = TradeScript.of(List.of(
                new Typed(statements.get(1), List.of("text", "text")),
                new Typed(statements.get(2), List.of("text")),
                new Typed(statements.get(3), List.of("bigint[]"))));
        // Then
        assertThat(script).isEqualTo("""
                \\set k :k + 1
                \\set n :base + (:k - 1) * :clients + :client_id
                BEGIN;
                INSERT INTO orders
                    SELECT (NULL)::text, x FROM jsonb_to_recordset((E'[{"x"\\x3a"order-' || :n::text || \
                E'","y"\\x3anull,"q"\\x3a"it''s"}]')::text::text::jsonb) AS i (x text);
                INSERT INTO outbox VALUES ((E'fill-' || :n::text || E'-1')::text) RETURNING outbox_id
                \\gset
                DELETE FROM outbox WHERE outbox_id = ANY((ARRAY[:outbox_id])::bigint[]);
                COMMIT;
                """);
    }

    @Test
    void theFiguresOfPgbenchAreRead() {
        // Given
        var output = """
                number of transactions actually processed: 8123
                number of failed transactions: 0 (0.000%)
                latency average = 19.712 ms
                initial connection time = 35.123 ms
                tps = 811.702145 (without initial connection time)
                """;
        // When, Then
        assertThat(Pgbench.parse(output)).isEqualTo(new Pgbench.Result(8123, 811.702145, 19.712));
    }
}
