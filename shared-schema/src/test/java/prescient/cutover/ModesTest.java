package prescient.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import prescient.cutover.Door.State;
import prescient.database.DatabaseFailure;
import prescient.problem.Refused;
import prescient.testing.StrictLog;

/** Every mode, with PostgreSQL up, down and hung. */
class ModesTest {

    @RegisterExtension
    static final StrictLog LOG = new StrictLog();

    @TempDir
    Path folder;

    @BeforeEach
    void clean() {
        TestDatabase.empty();
    }

    private CutoverRig rig(Mode mode) {
        return new CutoverRig(folder, Map.of("prescient.cutover.mode", "file-only"))
                .started()
                .in(mode);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void inFileOnlyNothingTouchesTheDatabase(State state) {
        try (var rig = rig(Mode.FILE_ONLY)) {
            // Given a database in any state
            rig.door.set(state);

            // When something is written and read
            assertThat(rig.putNow("a", "1")).isEqualTo("1");
            assertThat(rig.allNow()).isEqualTo(Map.of("a", "1"));

            // Then only the file knows of it
            assertThat(rig.inFile()).isEqualTo(Map.of("a", "1"));
            assertThat(rig.inTable()).isEmpty();
        }
    }

    @Test
    void inDualWriteTheDatabaseFollowsTheFile() {
        try (var rig = rig(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            for (int i = 0; i < 50; i++) {
                rig.putNow("k" + i % 7, "v" + i);
            }
            await().untilAsserted(() -> assertThat(rig.inTable()).isEqualTo(rig.inFile()));
            assertThat(rig.cutover.unrepaired()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void inDualWriteAnAbsentDatabaseChangesNeitherAnswerNorTime(State state) {
        try (var rig = rig(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            rig.door.set(state);

            // When many things are written while the database is away
            long slowest = 0;
            for (int i = 0; i < 100; i++) {
                long started = System.nanoTime();
                assertThat(rig.putNow("k" + i, "v")).isEqualTo("v");
                slowest = Math.max(slowest, System.nanoTime() - started);
            }

            // Then no caller waited for it, and what was lost is known
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofMillis(900));
            assertThat(rig.inFile()).hasSize(100);
            await().until(rig.cutover::unrepaired);
            assertThat(rig.cutover.mirror().state().failed()).isPositive();

            // And when it is back, a repair brings both together
            rig.door.set(State.OPEN);
            await().ignoreExceptions().until(() -> {
                rig.cutover.repair(full -> rig.transfer.run(rig.things, full));
                return !rig.cutover.unrepaired();
            });
            await().untilAsserted(() -> assertThat(rig.inTable()).isEqualTo(rig.inFile()));
        }
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void inDualWriteItIsKnownWhatEachWriteWaitsForIt(State state) {
        try (var rig = rig(Mode.DUAL_WRITE)) {
            // Given
            rig.readyToAdvance();
            rig.door.set(state);
            var waits = new ArrayList<Long>();
            rig.cutover.writeWaits(waits::add);

            // When
            long began = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                rig.putNow("k" + i, "v");
            }
            long took = System.nanoTime() - began;

            // Then
            assertThat(waits).hasSize(20).allMatch(nanos -> nanos >= 0);
            assertThat(waits.stream().mapToLong(nanos -> nanos).sum())
                    .isPositive()
                    .isLessThan(took);
            rig.door.set(State.OPEN);
        }
    }

    @Test
    void withFilesOnlyNothingIsWaitedFor() {
        try (var rig = rig(Mode.FILE_ONLY)) {
            // Given
            var waits = new ArrayList<Long>();
            rig.cutover.writeWaits(waits::add);

            // When
            rig.putNow("a", "1");

            // Then
            assertThat(waits).isEmpty();
        }
    }

    @Test
    void aRepairThatFailsLeavesWhatWaitedUnrepaired() {
        try (var rig = rig(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            rig.door.set(State.HELD);
            rig.putNow("a", "1");
            rig.putNow("b", "2");
            rig.door.set(State.SHUT);
            // When what waits is dropped for a repair that does not get far
            assertThatThrownBy(() -> rig.cutover.repair(full -> {
                        throw new IllegalStateException("the file is torn");
                    }))
                    .hasMessageContaining("torn");
            // Then it is not forgotten that it is missing
            assertThat(rig.cutover.unrepaired()).isTrue();
        }
    }

    @Test
    void aStepDoesNotPassARepairThatRuns() throws Exception {
        try (var rig = rig(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            var begun = new CountDownLatch(1);
            var finish = new CountDownLatch(1);
            var repair = Thread.ofVirtual()
                    .start(() -> rig.cutover.repair(full -> {
                        begun.countDown();
                        CutoverRig.await(finish);
                        return 0;
                    }));
            begun.await();
            // When
            assertThatThrownBy(() -> rig.moves.advance(rig.cutover, false, "test", null))
                    .isInstanceOf(Refused.class);
            // Then
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
            finish.countDown();
            repair.join();
            rig.readyToAdvance();
            assertThat(rig.moves.advance(rig.cutover, false, "test", null).done())
                    .isTrue();
            assertThatThrownBy(() -> rig.cutover.repair(full -> 0)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void whatFindsNoPlaceInTheQueueIsCounted() {
        var settings = Map.of("prescient.cutover.mode", "file-only", "prescient.cutover.mirror.records", "10");
        try (var rig = new CutoverRig(folder, settings).started().in(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            rig.door.set(State.HELD);
            for (int i = 0; i < 30; i++) {
                rig.putNow("k" + i, "v");
            }
            assertThat(rig.cutover.mirror().state().overflowed()).isGreaterThanOrEqualTo(19);
            assertThat(rig.cutover.unrepaired()).isTrue();
            assertThat(rig.inFile()).hasSize(30);
        }
    }

    @Test
    void inDatabaseReadTheFilesFollow() {
        try (var rig = rig(Mode.DATABASE_READ)) {
            rig.putNow("a", "1");
            assertThat(rig.inTable()).isEqualTo(Map.of("a", "1"));
            rig.followers.of("things").follow();
            assertThat(rig.inFile()).isEqualTo(Map.of("a", "1"));
            assertThat(rig.followers.of("things").state().pending()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void inDatabaseReadTheFilesAnswerReadsAndWritesAreRefused(State state) {
        try (var rig = rig(Mode.DATABASE_READ)) {
            rig.putNow("a", "1");
            rig.followers.of("things").drain();
            rig.door.set(state);

            // When the database does not answer
            for (int i = 0; i < 8; i++) {
                assertThat(rig.allNow()).isEqualTo(Map.of("a", "1"));
            }
            assertThatThrownBy(() -> rig.putNow("b", "2")).matches(DatabaseFailure::isOutage);

            // Then the reasons are counted and the breaker keeps callers from waiting
            var reasons = rig.cutover.paths().fallbacks();
            assertThat(reasons.all().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(8);
            assertThat(reasons.of(state == State.SHUT ? "outage" : "timeout")).isPositive();
            assertThat(reasons.of("breaker-open")).isPositive();
            assertThat(rig.cutover.paths().isBreakerOpen()).isTrue();

            // And when it is back, it is asked again
            rig.door.set(State.OPEN);
            await().untilAsserted(() -> {
                rig.allNow();
                assertThat(rig.cutover.paths().isBreakerOpen()).isFalse();
            });
            assertThat(rig.putNow("b", "2")).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void inDatabaseOnlyNothingIsAcceptedThatCouldBeLost(State state) {
        try (var rig = rig(Mode.DATABASE_ONLY)) {
            rig.putNow("a", "1");
            rig.door.set(state);
            assertThatThrownBy(() -> rig.putNow("b", "2")).matches(DatabaseFailure::isOutage);
            assertThatThrownBy(rig::allNow).matches(DatabaseFailure::isOutage);
            assertThat(rig.inFile()).isEmpty();
        }
    }

    @Test
    void inDatabaseOnlyNothingTouchesTheFiles() {
        try (var rig = rig(Mode.DATABASE_ONLY)) {
            rig.putNow("a", "1");
            assertThat(rig.allNow()).isEqualTo(Map.of("a", "1"));
            assertThat(rig.followers.of("things").state().pending()).isZero();
            assertThat(rig.inFile()).isEmpty();
        }
    }

    @Test
    void aFullDiskIsToldAndNothingIsMirroredOfIt() throws Exception {
        try (var rig = rig(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            rig.things.diskFails = new java.io.UncheckedIOException(new java.io.IOException("No space left on device"));
            assertThatThrownBy(() -> rig.putNow("a", "1"))
                    .isInstanceOfSatisfying(
                            prescient.problem.Refused.class,
                            refused ->
                                    assertThat(refused.problem()).isEqualTo(CutoverProblem.LEGACY_FILES_UNAVAILABLE));
            assertThat(rig.cutover.mirror().drained(Duration.ofSeconds(2))).isTrue();
            assertThat(rig.inTable()).isEmpty();
        }
    }
}
