package prescient.signal.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prescient.signal.backtest.Recordings.START;
import static prescient.signal.backtest.Recordings.STEP;
import static prescient.signal.backtest.Recordings.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.json.JsonSettings;
import prescient.problem.Refused;

class TapeFileTest {

    @TempDir
    Path folder;

    private TapeFile tapes;

    /** Little room: three snapshots. */
    private record Config(Optional<Path> tapes) implements BacktestConfig {
        @Override
        public String every() {
            return "off";
        }

        @Override
        public int maxSnapshots() {
            return 3;
        }

        @Override
        public int maxVariants() {
            return 1;
        }

        @Override
        public int threads() {
            return 1;
        }
    }

    @BeforeEach
    void reader() {
        tapes = new TapeFile(new Config(Optional.of(folder)), JsonSettings.mapper());
    }

    @Test
    void aTapeIsReadWithinItsRangeAndKnowsNoLaterResolution() throws IOException {
        // Given
        tape(
                snapshot(-1, "a", "0.1"),
                snapshot(0, "a", "0.6"),
                snapshot(1, "b", "0.7"),
                market("a", START.plus(STEP)),
                market("b", START.plus(STEP.multipliedBy(2))),
                snapshot(2, "a", "0.9"));

        // When
        var recording = tapes.read("t", plan(2, "100"), () -> true).orElseThrow();

        // Then
        assertThat(recording.rows()).isEqualTo(2);
        assertThat(recording.markets).extracting(RecordedMarket::resolution).containsExactly("yes", null);
        assertThat(recording.hash()).hasSize(64);
        assertThat(tapes.read("t", plan(2, "100"), () -> true).orElseThrow().hash())
                .isEqualTo(recording.hash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json|RECORDING_UNREADABLE",
                "{\"other\":1}|RECORDING_UNREADABLE",
                "{\"snapshot\":{\"market_id\":\"a\"}}|RECORDING_UNREADABLE",
                "{\"snapshot\":{\"timestamp\":\"2026-03-01T00:00:00Z\",\"market_id\":\"a\","
                        + "\"yes_price\":1.5}}|RECORDING_UNREADABLE",
                "{\"snapshot\":{\"timestamp\":\"2026-03-01T00:00:00Z\",\"market_id\":\"a\","
                        + "\"yes_price\":0.1234567890123456789,\"no_price\":0.5}}|RECORDING_UNREADABLE"
            })
    void aLineThatCannotBeUnderstoodIsRefusedWithItsPlace(String line, String code) throws IOException {
        // Given
        tape(snapshot(0, "a", "0.6"), line);
        // When, Then
        assertThatThrownBy(() -> tapes.read("t", plan(2, "100"), () -> true))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo(code));
    }

    @Test
    void whatIsOutOfOrderOrTooMuchIsRefused() throws IOException {
        // Given
        tape(snapshot(1, "a", "0.6"), snapshot(0, "a", "0.6"));
        // When, Then
        assertThatThrownBy(() -> tapes.read("t", plan(2, "100"), () -> true))
                .hasMessageContaining("older than the row before");
        tape(snapshot(0, "a", "0.6"), snapshot(0, "b", "0.6"), snapshot(0, "c", "0.6"), snapshot(0, "d", "0.6"));
        assertThatThrownBy(() -> tapes.read("t", plan(2, "100"), () -> true)).hasMessageContaining("more than 3");
    }

    @Test
    void readingCanBeEnded() throws IOException {
        // Given
        tape(snapshot(0, "a", "0.6"));
        // When, Then
        assertThat(tapes.read("t", plan(2, "100"), () -> false)).isEmpty();
    }

    private void tape(String... lines) throws IOException {
        Files.writeString(folder.resolve("t.jsonl"), String.join("\n", lines) + "\n");
    }

    private static String snapshot(int step, String market, String yes) {
        return "{\"snapshot\":{\"timestamp\":\"%s\",\"market_id\":\"%s\",\"yes_price\":%s,\"no_price\":0.2}}"
                .formatted(START.plus(STEP.multipliedBy(step)), market, yes);
    }

    private static String market(String market, java.time.Instant at) {
        return "{\"market\":{\"market_id\":\"%s\",\"resolution\":\"yes\",\"resolved_at\":\"%s\"}}"
                .formatted(market, at);
    }
}
