package prescient.signal.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.signal.signal.Signals.NOW;
import static prescient.signal.signal.Signals.signal;
import static prescient.signal.signal.Signals.store;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyRecord;

/** What the files remember for as long as the database has yet to take it. */
class OwedStoreTest {

    @TempDir
    Path folder;

    @Test
    void whatTheDatabaseHasYetToTakeIsForgottenLast() {
        // Given
        var owed = new OwedStore(() -> true);
        try (var file = Signals.file(folder, ZoneOffset.UTC, NOW, owed)) {
            store(file, "run-1", NOW, signals("run-1", 600));
            store(file, "run-2", NOW, signals("run-2", 1));

            // When
            store(file, "run-3", NOW, signals("run-3", 1));
            int waiting = owed.of(file.state()).size();
            owed.took(owed.of(file.state()), file.state());
            store(file, "run-4", NOW, signals("run-4", 1));

            // Then
            assertThat(waiting).isEqualTo(602);
            assertThat(file.state().signals()).hasSize(501);
            assertThat(owed.of(file.state()))
                    .extracting(KnownSignal::key)
                    .as("the new run, and the one that it ended")
                    .containsExactly("run-3.1.1", "run-4.1.1");
            assertThat(owed.forgotten()).isZero();
        }
    }

    @Test
    void whatIsForgottenBeforeTheDatabaseTookItIsCounted() {
        // Given
        var owed = new OwedStore(() -> true);
        try (var file = Signals.file(folder, ZoneOffset.UTC, NOW, owed)) {
            store(file, "run-1", NOW, signals("run-1", 5_100));
            store(file, "run-2", NOW, signals("run-2", 5_100));

            // When
            store(file, "run-3", NOW, signals("run-3", 1));

            // Then
            assertThat(file.state().signals()).hasSize(SignalState.OWED_SIGNALS_KEPT + 1);
            assertThat(owed.forgotten()).isEqualTo(200);
            assertThat(file.state().signals()).doesNotContainKey("run-1.1.200").containsKey("run-1.1.201");
        }
    }

    @Test
    void afterARestartNobodyKnowsWhatTheDatabaseTook() {
        // Given
        var owed = new OwedStore(() -> true);
        try (var file = Signals.file(folder, ZoneOffset.UTC, NOW, owed)) {
            store(file, "run-1", NOW, signals("run-1", 3));
            owed.took(owed.of(file.state()), file.state());
            assertThat(owed.of(file.state())).isEmpty();
        }

        // When
        var after = new OwedStore(() -> true);
        try (var again = Signals.file(folder, ZoneOffset.UTC, NOW, after)) {
            // Then
            assertThat(after.of(again.state())).hasSize(3);
        }
    }

    @Test
    void anOlderRecordThanWhatIsKnownLeavesTheSignalOwed() {
        // Given
        var owed = new OwedStore(() -> true);
        try (var file = Signals.file(folder, ZoneOffset.UTC, NOW, owed)) {
            store(file, "run-1", NOW, signals("run-1", 2));
            var generated = new ArrayList<LegacyRecord>();
            file.read(generated::add, ZoneOffset.UTC);
            file.record(List.of(new Outcome("run-1.1.1", SignalStatus.EXECUTED, "t", null, NOW)));

            // When
            owed.tookRecords(generated, file.state());

            // Then
            assertThat(owed.of(file.state())).extracting(KnownSignal::key).containsExactly("run-1.1.1");
        }
    }

    private static Signal[] signals(String run, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> signal(run, String.valueOf(i), "0.9", NOW))
                .toArray(Signal[]::new);
    }
}
