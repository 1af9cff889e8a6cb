package prescient.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.Door.State;
import prescient.cutover.Moves.Wish;
import prescient.database.DatabaseAbsent;
import prescient.json.JsonSettings;
import prescient.problem.Refused;
import prescient.testing.StrictLog;

/** Which mode counts after a start, and when the copies of it differ. */
class ModeStateTest {

    private static final Map<String, String> FILE_ONLY = Map.of("prescient.cutover.mode", "file-only");
    private static final Wish BACK = new Wish("test", "to see", false);

    @RegisterExtension
    static final StrictLog LOG = new StrictLog();

    @TempDir
    Path folder;

    @BeforeEach
    void clean() {
        TestDatabase.empty();
    }

    private static CutoverRig closed(CutoverRig rig) {
        rig.door.set(State.SHUT);
        return rig;
    }

    private CutoverRig without(String mode) {
        return new CutoverRig(
                Optional.empty(),
                TestDatabase.door(),
                mode == null ? Map.of() : Map.of("prescient.cutover.mode", mode));
    }

    @Test
    void theModeIsKnownAfterARestartWithPostgresDown() {
        try (var rig = new CutoverRig(folder, FILE_ONLY).started().in(Mode.DUAL_WRITE)) {
            rig.putNow("a", "1");
        }
        // Given other settings and no database, when the service starts again
        try (var again = closed(new CutoverRig(folder, Map.of())).started()) {
            // Then it goes on where it was, and does not trust what the queue of the old process may have lost
            assertThat(again.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
            assertThat(again.cutover.unrepaired()).isTrue();
            assertThat(again.allNow()).isEqualTo(Map.of("a", "1"));
        }
    }

    @Test
    void aWriteThatWasKilledBetweenFileAndDatabaseIsFoundByTheRepair() {
        try (var rig = new CutoverRig(folder, FILE_ONLY).started().in(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            rig.door.set(State.HELD);
            rig.putNow("a", "1");
        }
        try (var again = new CutoverRig(folder, Map.of()).started()) {
            assertThat(again.inTable()).isEmpty();
            assertThat(again.cutover.unrepaired()).isTrue();
            again.cutover.repair(full -> again.transfer.run(again.things, full));
            assertThat(again.inTable()).isEqualTo(Map.of("a", "1"));
            assertThat(again.cutover.unrepaired()).isFalse();
        }
    }

    @Test
    void aModeThatNobodyDecidedComesFromTheSettingsAlsoWithPostgresDown() {
        try (var rig = closed(new CutoverRig(folder, FILE_ONLY)).started()) {
            assertThat(rig.cutover.mode()).isEqualTo(Mode.FILE_ONLY);
            assertThat(rig.putNow("a", "1")).isEqualTo("1");

            // And the database learns it when it comes
            rig.door.set(State.OPEN);
            await().ignoreExceptions().untilAsserted(() -> {
                rig.desk.reconcile();
                assertThat(stored(rig).mode()).isEqualTo(Mode.FILE_ONLY);
            });
        }
    }

    @Test
    void aDecisionInTheDatabaseBeatsTheInitialMode() {
        try (var rig = new CutoverRig(folder, FILE_ONLY).started().in(Mode.DATABASE_ONLY)) {
            assertThat(stored(rig).mode()).isEqualTo(Mode.DATABASE_ONLY);
        }
        // Given a new folder, when the service starts with a mode for features that have none
        try (var again = new CutoverRig(folder.resolve("new"), FILE_ONLY).started()) {
            assertThat(again.cutover.mode()).isEqualTo(Mode.DATABASE_ONLY);
        }
    }

    @Test
    void theHigherRevisionWinsWhenPostgresComesBack() {
        try (var rig = new CutoverRig(folder, FILE_ONLY).started().in(Mode.DUAL_WRITE)) {
            // Given a rollback while PostgreSQL is away
            rig.door.set(State.SHUT);
            rig.moves.rollback(rig.cutover, null, BACK);
            assertThat(rig.cutover.mode()).isEqualTo(Mode.FILE_ONLY);

            // When it is back, then it learns of it, and of the audit
            rig.door.set(State.OPEN);
            await().ignoreExceptions().untilAsserted(() -> {
                rig.desk.reconcile();
                assertThat(stored(rig).mode()).isEqualTo(Mode.FILE_ONLY);
            });
            assertThat(rig.desk.audit().newest("things", 10, CutoverRig.NOON.plusSeconds(999)))
                    .extracting(AuditEntry::action)
                    .contains("rollback");

            // And a later decision in the table is taken over
            new StateTable(TestDatabase.bulk(), JsonSettings.mapper())
                    .save(stored(rig).moved(Mode.DUAL_WRITE, CutoverRig.NOON, "by hand", "dba"));
            rig.desk.reconcile();
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
        }
    }

    @Test
    void anAuditEntryMadeWhilePostgresIsDownSurvivesTheProcess() {
        try (var rig = new CutoverRig(folder, FILE_ONLY).started().in(Mode.DUAL_WRITE)) {
            rig.door.set(State.SHUT);
            rig.moves.rollback(rig.cutover, null, BACK);
        }
        try (var again = new CutoverRig(folder, FILE_ONLY).started()) {
            assertThat(again.desk.audit().newest("things", 10, CutoverRig.NOON.plusSeconds(999)))
                    .extracting(AuditEntry::action, AuditEntry::decision, AuditEntry::reason)
                    .contains(org.assertj.core.groups.Tuple.tuple("rollback", "done", "to see"));
        }
    }

    @Test
    void theAuditCannotBeChanged() {
        try (var rig = new CutoverRig(folder, FILE_ONLY).started().in(Mode.DUAL_WRITE)) {
            assertThatThrownBy(() -> rig.bulk.write(session -> session.execute("UPDATE cutover_audit SET reason = ''")))
                    .hasMessageContaining("cutover_audit");
            assertThatThrownBy(() -> rig.bulk.write(session -> session.execute("DELETE FROM cutover_audit")))
                    .hasMessageContaining("cutover_audit");
        }
    }

    @Test
    void aModeThatNeedsFilesWithoutAFolderDoesNotStart() {
        assertThatThrownBy(() -> without("dual-write").close())
                .isInstanceOf(ContradictorySwitches.class)
                .hasMessageContaining("prescient.legacy.dir");
    }

    @Test
    void aServiceWithoutFolderRefusesWhatAnotherDecided() {
        try (var rig = new CutoverRig(folder, FILE_ONLY).started().in(Mode.DUAL_WRITE)) {
            rig.desk.reconcile();
            assertThat(stored(rig).mode()).isEqualTo(Mode.DUAL_WRITE);
        }
        try (var blind = without(null).started()) {
            assertThatThrownBy(() -> blind.putNow("a", "1"))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.problem()).isEqualTo(CutoverProblem.LEGACY_FOLDER_MISSING));
            assertThat(blind.cutover.isRefusing()).isTrue();
        }
    }

    @Test
    void withoutFolderAndDecisionEverythingIsDatabaseOnlyAndStaysSo() {
        try (var rig = without(null).started()) {
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DATABASE_ONLY);
            assertThat(stored(rig)).isNull();
            assertThat(rig.putNow("a", "1")).isEqualTo("1");
            rig.desk.reconcile();
            assertThat(stored(rig).revision()).isEqualTo(1);
        }
    }

    @Test
    void aStartWithoutFolderThatWritesNothingDecidesNothing() {
        try (var rig = without(null).started()) {
            rig.desk.reconcile();
        }
        try (var next = new CutoverRig(folder, FILE_ONLY).started()) {
            assertThat(next.cutover.mode()).isEqualTo(Mode.FILE_ONLY);
        }
    }

    @Test
    void withoutFolderNothingIsAcceptedBeforePostgresWasAsked() {
        try (var rig = closed(without(null)).started()) {
            assertThatThrownBy(() -> rig.putNow("a", "1")).isInstanceOf(DatabaseAbsent.class);
            rig.door.set(State.OPEN);
            await().ignoreExceptions().untilAsserted(() -> {
                rig.desk.reconcile();
                assertThat(rig.putNow("a", "1")).isEqualTo("1");
            });
        }
    }

    @Test
    void aLaterDecisionIsKnownBeforeTheFirstRequest() {
        try (var rig = new CutoverRig(folder, FILE_ONLY).started().in(Mode.DUAL_WRITE)) {
            rig.desk.reconcile();
            new StateTable(TestDatabase.bulk(), JsonSettings.mapper())
                    .save(stored(rig).moved(Mode.DATABASE_ONLY, CutoverRig.NOON, "by hand", "dba"));
        }
        try (var again = new CutoverRig(folder, FILE_ONLY)) {
            again.desk.start(new io.quarkus.runtime.StartupEvent());
            assertThat(again.cutover.mode()).isEqualTo(Mode.DATABASE_ONLY);
        }
    }

    @Test
    void aLaterDecisionThatWouldLoseWhatWasWrittenIsRefused() {
        try (var rig = new CutoverRig(folder, FILE_ONLY).started().in(Mode.DUAL_WRITE)) {
            rig.desk.reconcile();
            rig.putNow("a", "1");
            new StateTable(TestDatabase.bulk(), JsonSettings.mapper())
                    .save(stored(rig).moved(Mode.DATABASE_ONLY, CutoverRig.NOON, "by hand", "dba"));
            // When
            rig.desk.reconcile();
            // Then
            assertThatThrownBy(() -> rig.putNow("b", "2"))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.problem()).isEqualTo(CutoverProblem.DECISIONS_DIFFER));
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
        }
    }

    @Test
    void aStepThatTheFullDiskStopsDoesNotHappenLater() throws Exception {
        try (var rig = new CutoverRig(folder, FILE_ONLY).started().in(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            var side = folder.resolve(".prescient").resolve("modes-thing-service.json");
            // Given a place that cannot be written: a folder stands where the next version would be made
            var kept = Files.readAllBytes(side);
            Files.delete(side);
            Files.createDirectories(side.resolve("in the way"));
            // When
            assertThatThrownBy(() -> rig.moves.advance(rig.cutover, false, "test", null))
                    .isInstanceOf(RuntimeException.class);
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
            Files.delete(side.resolve("in the way"));
            Files.delete(side);
            Files.write(side, kept);
            // Then
            rig.desk.reconcile();
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
            assertThat(stored(rig).mode()).isEqualTo(Mode.DUAL_WRITE);
        }
        try (var again = new CutoverRig(folder, FILE_ONLY).started()) {
            assertThat(again.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
        }
    }

    @Test
    void aTornModesFileIsKeptAndTheServiceDoesNotStart() throws Exception {
        var side = Files.createDirectories(folder.resolve(".prescient")).resolve("modes-thing-service.json");
        Files.writeString(side, "{\"features\": {\"things\": {\"mo");
        assertThatThrownBy(() -> new CutoverRig(folder, FILE_ONLY).close()).isInstanceOf(UnreadableFile.class);
        assertThat(Files.readString(side)).startsWith("{\"features\"");
    }

    private static FeatureState stored(CutoverRig rig) {
        return new StateTable(rig.bulk, JsonSettings.mapper()).read().get("things");
    }
}
