package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.json.JsonSettings;
import prescient.money.Price;
import prescient.trade.venue.Side;

class BookFileTest {

    private static final String FIRST = """
            {"ticker": "KXBTCD-1", "at": "2025-07-28T12:00:00Z", "close_time": "2025-07-28T13:00:00Z",\
             "floor_strike": 118749.99, "yes": [[0.03, 400], [0.02, 10]], "no": [[0.96, 50, 1753704000.5]], "volume": 7}
            """;

    @Test
    void theNewestRecordedBookIsShown(@TempDir Path folder) throws IOException {
        // Given
        var tape = folder.resolve("tape.jsonl");
        var stale = FIRST.replace("12:00:00", "12:00:02").replace("\"yes\"", "\"stale\": true, \"yes\"");
        Files.writeString(
                tape, FIRST + "\n" + FIRST.replace("12:00:00", "12:00:05").replace("0.96", "0.95") + stale);
        var clock = new MovingClock(Instant.parse("2025-07-28T11:59:59Z"));
        var books = BookFile.read(tape, JsonSettings.mapper(), clock);

        // When
        var before = books.of(List.of("KXBTCD-1")).await().indefinitely();
        clock.until(Instant.parse("2025-07-28T12:00:04Z"));
        var then = books.of(List.of("KXBTCD-1", "other")).await().indefinitely();
        clock.until(Instant.parse("2025-07-28T12:00:05Z"));
        var later = books.of(List.of("KXBTCD-1")).await().indefinitely();

        // Then
        assertThat(before).isEmpty();
        assertThat(then).containsOnlyKeys("KXBTCD-1");
        var yes = then.get("KXBTCD-1").offers(Side.YES);
        assertThat(yes).hasSize(1);
        assertThat(yes.getFirst().price()).isEqualTo(Price.of("0.04"));
        assertThat(yes.getFirst().since()).isEqualTo(Instant.parse("2025-07-28T12:00:00.5Z"));
        assertThat(then.get("KXBTCD-1").offers(Side.NO))
                .extracting(level -> level.price().toString())
                .containsExactly("0.97", "0.98");
        assertThat(later.get("KXBTCD-1").offers(Side.YES).getFirst().price()).isEqualTo(Price.of("0.05"));
    }

    @Test
    void aLineThatIsNoBookIsNamed(@TempDir Path folder) throws IOException {
        // Given
        var tape = folder.resolve("tape.jsonl");
        Files.writeString(tape, FIRST + "{\"ticker\": \"X\"}\n");
        var clock = new MovingClock(Instant.EPOCH);
        var json = JsonSettings.mapper();

        // When, Then
        assertThatThrownBy(() -> BookFile.read(tape, json, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tape.jsonl:2 is no book");
    }
}
