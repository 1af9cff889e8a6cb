package prescient.signal.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class CandidateTest {

    @ParameterizedTest
    @NullAndEmptySource
    void aMarketWithoutAQuestionGetsTheLegacySystemsText(String question) {
        // When
        var candidate = new Candidate("1", question, null, null, null, null, null, null, null, null, null);

        // Then
        assertThat(candidate.question()).isEqualTo("Unknown Question");
    }
}
