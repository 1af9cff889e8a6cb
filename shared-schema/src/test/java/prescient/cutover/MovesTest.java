package prescient.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.Door.State;
import prescient.cutover.Moves.Wish;
import prescient.database.DatabaseFailure;
import prescient.problem.Problem;
import prescient.problem.Refused;
import prescient.testing.StrictLog;

/** Steps on and back lose nothing, whatever is going on meanwhile. */
class MovesTest {

    private static final Wish BACK = new Wish("test", "to see", false);
    private static final Wish BACK_ANYWAY = new Wish("test", "must be", true);

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

    private static void refused(Throwable failure, Problem problem) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    @Test
    void theWholeMigrationAndBackWhileWritesGoOn() throws Exception {
        try (var rig = rig(Mode.FILE_ONLY).following()) {
            // Given somebody who writes all the time
            var stop = new AtomicBoolean();
            var written = new ConcurrentHashMap<String, String>();
            var writer = Thread.ofVirtual().start(() -> {
                for (int i = 0; !stop.get(); i++) {
                    written.put("k" + i, rig.putNow("k" + i, "v" + i));
                    sleep(5);
                }
            });

            // When the feature goes through all modes and back
            for (var mode : new Mode[] {Mode.DUAL_WRITE, Mode.DATABASE_READ, Mode.DATABASE_ONLY}) {
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                    var outcome = ready(rig);
                    assertThat(outcome.done()).as(outcome.sentence()).isTrue();
                });
                assertThat(rig.cutover.mode()).isEqualTo(mode);
                Thread.sleep(200);
            }
            for (var mode : new Mode[] {Mode.DATABASE_READ, Mode.DUAL_WRITE, Mode.FILE_ONLY}) {
                rig.moves.rollback(rig.cutover, null, BACK);
                assertThat(rig.cutover.mode()).isEqualTo(mode);
                Thread.sleep(200);
            }
            stop.set(true);
            writer.join();

            // Then no write failed and every one is in the files
            assertThat(written).hasSizeGreaterThan(50);
            assertThat(rig.inFile()).isEqualTo(Map.copyOf(written));
            assertThat(rig.things.handedOver)
                    .containsExactly(
                            "file-only>dual-write",
                            "dual-write>database-read",
                            "database-read>database-only",
                            "database-only>database-read",
                            "database-read>dual-write",
                            "dual-write>file-only");
        }
    }

    private static MoveDesk.Outcome ready(CutoverRig rig) {
        rig.readyToAdvance();
        return rig.moves.advance(rig.cutover, false, "test", null);
    }

    @Test
    void aDryRunChangesNothing() {
        try (var rig = rig(Mode.FILE_ONLY)) {
            var outcome = rig.moves.advance(rig.cutover, true, "test", null);
            assertThat(outcome.allowed()).isTrue();
            assertThat(outcome.done()).isFalse();
            assertThat(outcome.sentence()).isEqualTo("may advance to dual-write");
            assertThat(rig.cutover.mode()).isEqualTo(Mode.FILE_ONLY);
        }
    }

    @Test
    void aStepWaitsForTheWritesUnderWayAndHoldsTheOthersButNoReads() throws Exception {
        try (var rig = rig(Mode.FILE_ONLY)) {
            var begun = new CountDownLatch(1);
            var finish = new CountDownLatch(1);
            var slow = rig.cutover
                    .write(
                            "slow",
                            () -> {
                                begun.countDown();
                                awaitQuietly(finish);
                                return Changed.nothing("done");
                            },
                            rig.onDatabase(() -> "never"))
                    .subscribeAsCompletionStage();
            begun.await();
            var step = Thread.ofVirtual().start(() -> rig.moves.advance(rig.cutover, false, "test", null));
            await().until(() -> rig.cutover.gate().isClosed());

            // While the step waits, a read is answered and a write is not
            assertThat(rig.allNow()).isEmpty();
            var later = rig.put("a", "1").subscribeAsCompletionStage();
            Thread.sleep(100);
            assertThat(later.isDone()).isFalse();
            assertThat(rig.cutover.mode()).isEqualTo(Mode.FILE_ONLY);

            // When the write under way ends, both go on
            finish.countDown();
            step.join();
            assertThat(slow.get()).isEqualTo("done");
            assertThat(later.get()).isEqualTo("1");
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
        }
    }

    @Test
    void aWriteThatDoesNotEndStopsTheStepAndNothingElse() {
        try (var rig = rig(Mode.FILE_ONLY)) {
            assertThat(rig.cutover.gate().tryEnter()).isTrue();
            assertThatThrownBy(() -> rig.moves.advance(rig.cutover, false, "test", null))
                    .satisfies(failure -> refused(failure, CutoverProblem.SWITCHING));
            assertThat(rig.cutover.mode()).isEqualTo(Mode.FILE_ONLY);
            assertThat(rig.putNow("a", "1")).isEqualTo("1");
            rig.cutover.gate().leave();
        }
    }

    @Test
    void backFromTheDatabaseEverythingIsInTheFilesFirst() {
        try (var rig = rig(Mode.DATABASE_READ)) {
            for (int i = 0; i < 20; i++) {
                rig.putNow("k" + i, "v");
            }
            assertThat(rig.inFile()).isEmpty();
            var outcome = rig.moves.rollback(rig.cutover, Mode.FILE_ONLY, BACK);
            assertThat(rig.inFile()).hasSize(20);
            assertThat(outcome.steps()).containsExactly(Mode.DATABASE_READ, Mode.DUAL_WRITE, Mode.FILE_ONLY);
        }
    }

    @Test
    void backInDualWriteTheDatabaseIsWrittenAgainWhole() {
        try (var rig = rig(Mode.DATABASE_READ)) {
            rig.moves.rollback(rig.cutover, null, BACK);
            assertThat(rig.cutover.unrepaired()).isTrue();
            var whole = new AtomicBoolean();
            rig.cutover.repair(full -> {
                whole.set(full);
                return 0;
            });
            assertThat(whole).isTrue();
        }
    }

    @Test
    void backFromDatabaseOnlyTheFilesAreMade() throws Exception {
        try (var rig = rig(Mode.DATABASE_ONLY)) {
            rig.putNow("a", "1");
            java.nio.file.Files.deleteIfExists(folder.resolve("things.json"));
            rig.moves.rollback(rig.cutover, null, BACK);
            assertThat(rig.inFile()).isEqualTo(Map.of("a", "1"));
        }
    }

    @Test
    void withPostgresDownAndTransactionsThatMayBeMissingOnlyForceGoesBack() {
        try (var rig = rig(Mode.DATABASE_READ)) {
            rig.putNow("a", "1");
            rig.door.set(State.SHUT);
            assertThatThrownBy(() -> rig.moves.rollback(rig.cutover, null, BACK))
                    .satisfies(failure -> refused(failure, CutoverProblem.WOULD_LOSE_RECORDS));
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DATABASE_READ);

            rig.moves.rollback(rig.cutover, null, BACK_ANYWAY);
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
            assertThat(rig.putNow("b", "2")).isEqualTo("2");
        }
    }

    @Test
    void aFullDiskKeepsTheFeatureOnTheDatabase() {
        try (var rig = rig(Mode.DATABASE_READ)) {
            rig.putNow("a", "1");
            rig.things.diskFails = new java.io.UncheckedIOException(new java.io.IOException("No space left on device"));
            assertThatThrownBy(() -> rig.moves.rollback(rig.cutover, null, BACK))
                    .hasMessageContaining("No space");
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DATABASE_READ);
            assertThat(rig.followers.of("things").state().failure()).contains("No space");
            assertThat(rig.allNow()).isEqualTo(Map.of("a", "1"));
        }
    }

    @Test
    void whatCannotBeHandedOverKeepsTheMode() {
        try (var rig = rig(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            rig.things.handOverFails = CutoverProblem.SWITCHING.with("orders are open");
            assertThatThrownBy(() -> rig.moves.advance(rig.cutover, false, "test", null))
                    .hasMessageContaining("orders are open");
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
        }
    }

    @Test
    void fromDualWriteOneMayAlwaysGoBack() {
        for (var state : new State[] {State.SHUT, State.HELD}) {
            try (var rig = new CutoverRig(folder.resolve(state.name()), Map.of("prescient.cutover.mode", "file-only"))
                    .started()) {
                rig.in(Mode.DUAL_WRITE);
                rig.door.set(state);
                rig.moves.rollback(rig.cutover, null, BACK);
                assertThat(rig.cutover.mode()).isEqualTo(Mode.FILE_ONLY);
                assertThat(rig.cutover.mirror().state().records()).isZero();
            }
            TestDatabase.empty();
        }
    }

    @Test
    void aStepOnWithPostgresDownIsRefused() {
        try (var rig = rig(Mode.FILE_ONLY)) {
            rig.door.set(State.SHUT);
            var outcome = rig.moves.advance(rig.cutover, false, "test", null);
            assertThat(outcome.done()).isFalse();
            assertThat(outcome.sentence()).contains("because PostgreSQL is down");
        }
    }

    @Test
    void aTransactionThatIsLateIsStillExported() throws Exception {
        try (var rig = rig(Mode.DATABASE_READ)) {
            // Given a transaction that has begun before the step back, and whose caller has given up
            var begun = new CountDownLatch(1);
            var late = Thread.ofVirtual()
                    .start(() -> TestDatabase.bulk().write(session -> {
                        session.execute("INSERT INTO thing (key, position, value) VALUES ('late', 0, '1')");
                        begun.countDown();
                        sleep(700);
                        return null;
                    }));
            begun.await();

            // When the feature goes back, then it waits for it
            rig.moves.rollback(rig.cutover, null, BACK);
            late.join();
            assertThat(rig.inFile()).isEqualTo(Map.of("late", "1"));
        }
    }

    @Test
    void aFrozenFeatureStaysWhereItIs() {
        try (var rig = rig(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            rig.moves.freeze(rig.cutover, true, "test", "the month ends");
            assertThat(rig.moves.advance(rig.cutover, false, "test", null).sentence())
                    .contains("frozen: the month ends");
            assertThatThrownBy(() -> rig.moves.rollback(rig.cutover, null, BACK))
                    .satisfies(failure -> refused(failure, CutoverProblem.FEATURE_FROZEN));
            rig.moves.freeze(rig.cutover, false, "test", null);
            assertThat(rig.moves.advance(rig.cutover, false, "test", null).done())
                    .isTrue();
        }
    }

    @Test
    void refusalsDoNotLookLikeOutages() {
        try (var rig = rig(Mode.DUAL_WRITE)) {
            assertThatThrownBy(() -> rig.moves.rollback(rig.cutover, Mode.DATABASE_ONLY, BACK))
                    .satisfies(failure -> refused(failure, CutoverProblem.NO_FURTHER_MODE))
                    .matches(failure -> !DatabaseFailure.isOutage(failure));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
