package prescient.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.forecast.calibration.PerformanceFile;
import prescient.forecast.decision.DecisionTable;
import prescient.forecast.settle.EvaluationTable;

class HistoryKindTest {

    @Test
    void aKeyIsTheInstantWhateverTheOffsetAndHoldsAnyText() {
        // Given
        var here =
                List.of("2026-03-07T07:00:00-05:00", "prod", "2026-03-07", "ny", "a|b", "100%7C", "", "", "", "no", "");
        var there = new ArrayList<>(here);
        there.set(0, "2026-03-07T12:00:00+00:00");

        // When
        var key = DecisionTable.KIND.keyOf(here);
        var other = DecisionTable.KIND.keyOf(there);

        // Then
        assertThat(key).isEqualTo(other);
        assertThat(DecisionTable.KIND.partsOf(String.valueOf(key)))
                .containsExactly("prod", "2026-03-07", "ny", "a|b", "100%7C", "2026-03-07T12:00:00Z");
    }

    @Test
    void withoutItsTimeARecordHasNoKey() {
        // Given
        var fields = new ArrayList<>(Collections.nCopies(11, ""));
        fields.set(2, "2026-03-07");

        // When, Then
        assertThat(DecisionTable.KIND.keyOf(fields)).isNull();
    }

    @Test
    void aRunThatDoesNotSayWhetherItWasLiveWasNot() {
        // Given
        var fields = new ArrayList<>(Collections.nCopies(39, ""));
        fields.set(0, "2026-03-07T07:00:00-05:00");
        fields.set(2, "2026-03-07");
        var said = new ArrayList<>(fields);
        said.set(32, "False");
        var live = new ArrayList<>(fields);
        live.set(32, "True");

        // When
        var key = EvaluationTable.KIND.keyOf(fields);

        // Then
        assertThat(key).isEqualTo(EvaluationTable.KIND.keyOf(said)).isNotEqualTo(EvaluationTable.KIND.keyOf(live));
    }

    @Test
    void aTableHasTheColumnsOfItsFile() {
        // When, Then
        assertThatThrownBy(() -> HistoryKind.of(
                        "grades", "grades.csv", PerformanceFile.LAYOUT, "date date,city text", "date", "h.date"))
                .hasMessageContaining("has not the columns of its file");
        assertThatThrownBy(() -> DecisionTable.KIND.partsOf("prod|ny")).hasMessageContaining("no key of decisions");
    }
}
