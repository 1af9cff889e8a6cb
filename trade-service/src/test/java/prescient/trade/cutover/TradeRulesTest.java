package prescient.trade.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.cutover.LegacyRecord;
import prescient.legacy.PythonJson;

class TradeRulesTest {

    private static final String GOOD = """
            {"trade_id": "t1", "timestamp": "2025-10-20T17:02:45", "market_id": "m1", "market_question": "Old?",
             "action": "buy_yes", "amount": 100, "entry_price": 0.8, "confidence": 0.3, "reason": null,
             "status": "open", "event_id": null, "event_title": null, "event_end_date": null, "current_pnl": 0.0,
             "realized_pnl": null}""";

    private static final TradeRules RULES = new TradeRules(ZoneId.of("Europe/Berlin"));

    @Test
    void whatTheOldProgramWritesIsGood() throws JsonProcessingException {
        // Given
        var record = record(GOOD);
        var shorter = record(GOOD.replace("\"event_id\": null, ", ""));

        // When, then
        assertThat(RULES.defect(record)).isNull();
        assertThat(RULES.defect(shorter)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "trade_id": "t1"      | "trade_id": "t 1"        | trade_id is
            "trade_id": "t1", |                             | trade_id is
            "trade_id": "t1"      | "trade_id": "t1", "x": 1 | unknown key x
            2025-10-20T17:02:45   | 2025-10-20 17:02:45      | timestamp
            2025-10-20T17:02:45   | 2025-03-30T02:30:00      | timestamp
            2025-10-20T17:02:45   | 2025-10-20T17:02:45Z     | timestamp
            "market_id": "m1"     | "market_id": 5           | market_id
            "market_id": "m1"     | "market_id": ""          | market_id
            "Old?"                | null                     | market_question
            buy_yes               | hold                     | action
            "amount": 100         | "amount": 0              | amount
            "amount": 100         | "amount": -1.5           | amount
            "amount": 100         | "amount": "100"          | amount
            "amount": 100         | "amount": 1.0000001      | decimals
            "entry_price": 0.8    | "entry_price": 0.0       | entry_price
            "entry_price": 0.8    | "entry_price": 1.0001    | entry_price
            "entry_price": 0.8    | "entry_price": NaN       | entry_price
            "confidence": 0.3     | "confidence": -0.1       | confidence
            "confidence": 0.3     | "confidence": null       | confidence
            "reason": null        | "reason": 5              | reason
            "status": "open"      | "status": "sold"         | status
            "status": "open"      | "status": "closed"       | realized_pnl
            "realized_pnl": null  | "realized_pnl": 5.0      | realized_pnl
            "current_pnl": 0.0    | "current_pnl": "0"       | current_pnl
            "Old?"                | "a\\u0000b"              | NUL
            """)
    void whatCannotBeKeptIsRefusedByName(String good, String bad, String named) throws JsonProcessingException {
        // Given
        var record = record(GOOD.replace(good, bad == null ? "" : bad));

        // When, then
        assertThat(RULES.defect(record)).contains(named);
    }

    private static LegacyRecord record(String json) throws JsonProcessingException {
        var value = PythonJson.mapper().readValue(json, ObjectNode.class);
        return PaperTradesFile.record(value, 0, Map.of());
    }
}
