package prescient.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class StopperTest {

    private final ArrayList<String> undone = new ArrayList<>();
    private final Stopper stopper = new Stopper(Progress.silent());

    @Test
    void stepsAreUndoneOnceLastStepFirst() throws InterruptedException {
        // Given
        stopper.step("first", () -> "1", undone::add);
        stopper.step("second", () -> "2", undone::add);
        // When
        stopper.close();
        stopper.close();
        // Then
        assertThat(undone).containsExactly("2", "1");
    }

    @Test
    void aStepThatFailsIsNotUndoneButTheOthersAre() throws InterruptedException {
        // Given
        stopper.step("first", () -> "1", undone::add);
        // When
        assertThatThrownBy(() -> stopper.step(
                        "second",
                        () -> {
                            throw new IOException("no");
                        },
                        made -> undone.add("2")))
                .isInstanceOf(LauncherProblem.class)
                .hasMessageContaining("second");
        stopper.close();
        // Then
        assertThat(undone).containsExactly("1");
    }

    @Test
    void anUndoThatFailsDoesNotKeepTheOthersFromRunning() throws InterruptedException {
        // Given
        stopper.step("first", () -> "1", undone::add);
        stopper.step("second", () -> "2", made -> {
            throw new IOException("no");
        });
        // When
        stopper.close();
        // Then
        assertThat(undone).containsExactly("1");
    }

    @Test
    void afterTheEndNothingIsStarted() {
        // Given
        stopper.close();
        // When, Then
        assertThatThrownBy(() -> stopper.step("late", () -> undone.add("started"), made -> {}))
                .isInstanceOf(LauncherProblem.class);
        assertThat(undone).isEmpty();
    }
}
