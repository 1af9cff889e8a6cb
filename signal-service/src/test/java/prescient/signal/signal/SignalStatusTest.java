package prescient.signal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalStatusTest {

    @ParameterizedTest
    @CsvSource({
        "GENERATED, CLAIMED EXECUTED DENIED EXPIRED",
        "CLAIMED, CLAIMED EXECUTED DENIED EXPIRED",
        "EXPIRED, EXECUTED",
        "EXECUTED, ''",
        "DENIED, ''"
    })
    void onlyTheseMovesAreLegal(SignalStatus from, String to) {
        // Given
        var legal = Set.of(to.split(" "));

        // When, Then
        for (var target : SignalStatus.values()) {
            assertThat(from.mayBecome(target)).as("%s to %s", from, target).isEqualTo(legal.contains(target.name()));
        }
    }

    @org.junit.jupiter.api.Test
    void nothingIsGeneratedTwice() {
        assertThat(SignalStatus.before(SignalStatus.GENERATED)).isEmpty();
        assertThat(SignalStatus.before(SignalStatus.EXECUTED)).containsExactly("generated", "claimed", "expired");
        assertThat(SignalStatus.before(SignalStatus.DENIED)).containsExactly("generated", "claimed");
    }
}
