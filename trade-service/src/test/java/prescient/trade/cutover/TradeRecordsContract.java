package prescient.trade.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.trade.testing.TradeServiceTest;

/** What a store of trades does with records. Run for both. */
abstract class TradeRecordsContract extends TradeServiceTest {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final Map<String, String> NOTES =
            Map.of("order_id", "o1", "signal_id", "s1", "shares", "199.5", "fee", "0.25");

    /** An empty store. */
    abstract RecordStore store();

    @Test
    void recordsComeBackInFileOrderAsTheyWere() {
        // Given
        var store = store();
        var records = List.of(record("b", 0, "open", NOTES), record("a", 1, "open", Map.of()), ended("c", 2, "s2"));

        // When
        store.write(records);

        // Then
        assertThat(read(store)).isEqualTo(records);
    }

    @Test
    void writingTheSameAgainChangesNothing() {
        // Given
        var store = store();
        var records = List.of(record("b", 0, "open", NOTES), ended("c", 1, "s2"));
        store.write(records);

        // When
        store.write(records);
        store.write(List.of());

        // Then
        assertThat(read(store)).isEqualTo(records);
    }

    @Test
    void aKnownRecordIsReplacedAndANewOneAdded() {
        // Given
        var store = store();
        store.write(List.of(record("a", 0, "open", NOTES), record("b", 1, "open", Map.of())));
        var next = List.of(ended("a", 0), record("d", 2, "open", Map.of()));

        // When
        store.write(next);

        // Then
        assertThat(read(store)).containsExactly(ended("a", 0), record("b", 1, "open", Map.of()), next.getLast());
    }

    @Test
    void whatIsNotedStaysWhenTheFileDoesNotKnowIt() {
        // Given
        var store = store();
        store.write(List.of(record("a", 0, "open", NOTES)));

        // When
        store.write(List.of(record("a", 0, "open", Map.of())));

        // Then
        assertThat(read(store)).containsExactly(record("a", 0, "open", NOTES));
    }

    @Test
    void singleRecordsAreFoundByTheirKeys() {
        // Given
        var store = store();
        store.write(List.of(record("a", 0, "open", NOTES), record("b", 1, "open", Map.of())));

        // When
        var found = new ArrayList<LegacyRecord>();
        store.read(Map.of("paper_trades", Set.of("b", "none")), found::add);

        // Then
        assertThat(found).containsExactly(record("b", 1, "open", Map.of()));
    }

    @Test
    void theTimeThatTheClockShowsTwiceIsKeptExactly() {
        // Given
        var store = store();
        var second = Instant.parse("2025-10-26T01:30:00.000001Z");
        var value = trade("a", "open", second).node(ZONE);
        var record = new LegacyRecord("paper_trades", "a", 0, value, Map.of("at", second.toString()));

        // When
        store.write(List.of(record));

        // Then
        assertThat(value.path("timestamp").asText()).isEqualTo("2025-10-26T02:30:00.000001");
        assertThat(read(store)).containsExactly(record);
    }

    @Test
    void textsOfAllKindsSurvive() {
        // Given
        var store = store();
        var value = trade("a", "open", Instant.parse("2025-10-20T15:02:45Z")).node(ZONE);
        value.put("market_question", "Seán \\N O’Neill\t\"quoted\"\r\n\\ and \\. 😀");
        value.put("event_end_date", "2026-02-08T12:00:00.0Z");
        value.put("event_title", "");

        // When
        store.write(List.of(new LegacyRecord("paper_trades", "a", 0, value, Map.of())));

        // Then
        assertThat(read(store)).extracting(LegacyRecord::value).containsExactly(value);
    }

    static LegacyRecord record(String id, long position, String status, Map<String, String> notes) {
        ObjectNode value =
                trade(id, status, Instant.parse("2025-10-20T15:02:45.884042Z")).node(ZONE);
        return new LegacyRecord("paper_trades", id, position, value, notes);
    }

    static LegacyRecord ended(String id, long position) {
        return ended(id, position, "s1");
    }

    private static LegacyRecord ended(String id, long position, String signal) {
        var notes = new java.util.HashMap<>(NOTES);
        notes.put("signal_id", signal);
        notes.put("exit_price", "1");
        notes.put("exit_at", "2025-10-21T00:00:00Z");
        return record(id, position, "settled", notes);
    }

    private static LegacyTrade trade(String id, String status, Instant at) {
        boolean open = status.equals("open");
        return new LegacyTrade(
                id,
                at,
                "m" + id,
                "Rain?",
                "buy_no",
                new BigDecimal("100"),
                new BigDecimal("0.5011070537256923"),
                new BigDecimal("0.0011"),
                null,
                status,
                null,
                null,
                null,
                new BigDecimal("0.0"),
                open ? null : new BigDecimal("99.5"));
    }

    static List<LegacyRecord> read(RecordStore store) {
        var all = new ArrayList<LegacyRecord>();
        store.read(all::add);
        return all;
    }
}
