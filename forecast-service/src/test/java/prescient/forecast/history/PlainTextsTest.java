package prescient.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.decision.DecisionTable;

class PlainTextsTest {

    @Test
    void aKeyFollowsFromTextsThatWereWrittenAsTheyStoodThere() {
        // Given
        var texts = new PlainTexts(PerformanceTable.KIND);
        var row = List.of("2026-03-01", "ny", "lstm", "41", "40", "1");

        // When
        var before = texts.keyOf(row);
        texts.learn(row, row);

        // Then
        assertThat(before).isNull();
        assertThat(texts.keyOf(List.of("2026-03-01", "ny", "lstm", "", "", "")))
                .isEqualTo(PerformanceTable.KIND.keyOf(row));
        assertThat(texts.keyOf(List.of("2026-03-01", "NY", "lstm", "", "", ""))).isNull();
    }

    @Test
    void whatIsWrittenInOtherLettersIsNoKey() {
        // Given
        var texts = new PlainTexts(PerformanceTable.KIND);
        var row = List.of("2026-03-01", "NY", "lstm", "41", "40", "1");

        // When
        texts.learn(row, List.of("2026-03-01", "ny", "lstm", "41", "40", "1"));

        // Then
        assertThat(texts.keyOf(row)).isNull();
        assertThat(texts.keyOf(List.of("2026-03-01", "ny", "lstm", "", "", ""))).isNull();
    }

    @Test
    void aTimeIsItsInstantAndWhatIsNoneIsNoKey() {
        // Given
        var texts = new PlainTexts(DecisionTable.KIND);
        var row = decision("2026-03-07T07:00:00-05:00");
        texts.learn(row, row);

        // When, Then
        assertThat(texts.keyOf(decision("2026-03-07 13:00:00+01:00"))).isEqualTo(DecisionTable.KIND.keyOf(row));
        assertThat(texts.keyOf(decision("yesterday"))).isNull();
        assertThat(texts.keyOf(decision("2026-03-07T07:00:00"))).isNotNull();
        assertThat(texts.keyOf(decision(""))).isNull();
    }

    @Test
    void aFullMemoryBeginsAnew() {
        // Given
        var texts = new PlainTexts(PerformanceTable.KIND);
        for (int i = 0; i <= 10_000; i++) {
            var row = List.of("2026-03-01", "city" + i, "lstm", "", "", "");
            texts.learn(row, row);
        }

        // When, Then
        assertThat(texts.keyOf(List.of("2026-03-01", "city9999", "lstm", "", "", "")))
                .isNull();
        assertThat(texts.keyOf(List.of("2026-03-01", "city10000", "lstm", "", "", "")))
                .isNotNull();
    }

    private static List<String> decision(String at) {
        return List.of(at, "prod", "2026-03-07", "ny", "HIGHNY", "HIGHNY-7", "", "", "", "no", "");
    }
}
