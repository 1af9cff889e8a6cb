package prescient.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.LauncherProblem;
import prescient.local.process.ProcessRef;

class RunStateTest {

    @TempDir
    Path temporary;

    private DataFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new DataFolder(temporary.resolve("data"));
        folder.prepare();
    }

    @Test
    void whatWasWrittenIsRead() {
        // Given
        var me = ProcessRef.of(ProcessHandle.current());
        var services = Map.of(
                "trade-service",
                new RunState.ServiceState(me, 2),
                "signal-service",
                new RunState.ServiceState(null, 0));
        var state = new RunState(me, "2026-01-01T00:00:00Z", Map.of("gateway", 9000), null, services);
        // When
        state.write(folder);
        // Then
        assertThat(RunState.read(folder)).hasValue(state);
    }

    @Test
    void aDamagedFileCountsAsNone() throws IOException {
        // Given
        Files.writeString(folder.runFile(), "{\"launcher\":{\"pid\":1");
        // When, Then
        assertThat(RunState.read(folder)).isEmpty();
    }

    @Test
    void aProcessIdThatNowBelongsToAnotherProgramIsNotTheProcessThatWasRecorded() {
        // Given
        var me = ProcessRef.of(ProcessHandle.current());
        var before = new ProcessRef(me.pid(), me.startedAtMs() - 60_000);
        // When
        before.kill();
        // Then
        assertThat(before.isAlive()).isFalse();
        assertThat(me.isAlive()).isTrue();
    }

    @Test
    void oneLockPerFolder() {
        // Given
        try (var lock = RunLock.take(folder)) {
            // When, Then
            assertThatThrownBy(() -> RunLock.take(folder))
                    .isInstanceOfSatisfying(
                            LauncherProblem.class,
                            problem -> assertThat(problem.code()).isEqualTo("ALREADY_RUNS"));
            assertThat(lock).isNotNull();
        }
        RunLock.take(folder).close();
    }

    @Test
    void passwordsAreTheSameInEveryRunAndDifferBetweenRoles() {
        // Given
        var first = Secrets.of(folder);
        // When
        var trade = first.password("prescient_trade");
        // Then
        assertThat(Secrets.of(folder).password("prescient_trade"))
                .isEqualTo(trade)
                .hasSize(32);
        assertThat(first.password("prescient_signal")).isNotEqualTo(trade);
    }

    @Test
    void aDatabaseWithoutItsPasswordsIsNotTouched() throws IOException {
        // Given
        Files.createDirectory(folder.postgres());
        // When, Then
        assertThatThrownBy(() -> Secrets.of(folder))
                .isInstanceOf(LauncherProblem.class)
                .hasMessageContaining("passwords");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedWithAWayOut() throws IOException {
        // Given
        var file = Files.createFile(temporary.resolve("a file"));
        // When, Then
        assertThatThrownBy(() -> new DataFolder(file).prepare())
                .isInstanceOfSatisfying(LauncherProblem.class, problem -> {
                    assertThat(problem.message()).contains("a file");
                    assertThat(problem.nextStep()).contains("--data");
                });
    }

    @Test
    void aLongLogIsPutAside() throws IOException {
        // Given
        var log = folder.log("trade-service");
        Files.write(log, new byte[11 * 1024 * 1024]);
        // When
        folder.rotate(log);
        // Then
        assertThat(log).doesNotExist();
        assertThat(folder.logs().resolve("trade-service.log.1")).exists();
    }
}
