package prescient.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.BackupTable.Backup;
import prescient.cutover.Door.State;
import prescient.cutover.Latencies.On;
import prescient.cutover.Latencies.What;
import prescient.json.JsonSettings;
import prescient.testing.StrictLog;

/** One gate after the other fails, and the step is refused with its evidence. */
class GatesTest {

    private static final Map<String, String> FILE_ONLY = Map.of("prescient.cutover.mode", "file-only");

    @RegisterExtension
    static final StrictLog LOG = new StrictLog();

    @TempDir
    Path folder;

    @BeforeEach
    void clean() {
        TestDatabase.empty();
    }

    private CutoverRig ready(Mode mode) {
        var rig = new CutoverRig(folder, FILE_ONLY).started().in(mode);
        rig.readyToAdvance();
        return rig;
    }

    /** The step is refused for the sake of this gate alone, and the audit says so. */
    private static Gate refusedBy(CutoverRig rig, String gate) {
        var mode = rig.cutover.mode();
        var outcome = rig.moves.advance(rig.cutover, false, "test", "because");
        assertThat(outcome.done()).isFalse();
        assertThat(rig.cutover.mode()).isEqualTo(mode);
        assertThat(outcome.gates().stream().filter(each -> !each.holds()).map(Gate::name))
                .containsExactly(gate);
        var failing = outcome.gates().stream()
                .filter(each -> each.name().equals(gate))
                .findFirst()
                .orElseThrow();
        assertThat(outcome.sentence()).startsWith("may not advance to ").contains(failing.sentence());
        if (rig.door.isOpen()) {
            var entry = rig.desk
                    .audit()
                    .newest("things", 1, CutoverRig.NOON.plus(Duration.ofDays(3)))
                    .getFirst();
            assertThat(entry.decision()).isEqualTo("refused");
            assertThat(entry.changedBy()).isEqualTo("test");
            assertThat(entry.evidence().path("gates").size())
                    .isEqualTo(outcome.gates().size());
        }
        return failing;
    }

    @Test
    void withEverythingInOrderAllStepsAreTaken() {
        try (var rig = ready(Mode.FILE_ONLY)) {
            rig.in(Mode.DATABASE_ONLY);
            assertThat(rig.reports.feature(rig.cutover).sentence()).contains("migration has ended");
            assertThat(rig.reports.service().features()).hasSize(1);
        }
    }

    @Test
    void withoutPostgres() {
        try (var rig = ready(Mode.FILE_ONLY)) {
            rig.door.set(State.SHUT);
            assertThat(refusedBy(rig, "database").evidence()).containsEntry("state", "down");
        }
    }

    @Test
    void withoutImport() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            rig.transfer.imported = false;
            refusedBy(rig, "import");
        }
    }

    @Test
    void withADifference() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            TestDatabase.bulk().write(s -> s.execute("INSERT INTO thing (key, position, value) VALUES ('x', 0, '1')"));
            rig.transfer.check(rig.things);
            assertThat(refusedBy(rig, "parity").evidence().toString()).contains("extra=1");
        }
    }

    @Test
    void withTooFewComparisons() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            rig.transfer.checks.removeLast();
            refusedBy(rig, "parity");
        }
    }

    @Test
    void withComparisonsFromBeforeTheLastRepair() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            rig.cutover.mirror().unrepaired(false);
            rig.cutover.repair(full -> 0);
            rig.clock.move(Duration.ofSeconds(5));
            rig.cutover.repair(full -> 0);
            refusedBy(rig, "parity");
        }
    }

    @Test
    void withAWriteThatDidNotArrive() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            rig.cutover.mirror().unrepaired(false);
            assertThat(refusedBy(rig, "mirror").evidence()).containsEntry("unrepaired", true);
        }
    }

    @Test
    void withADatabaseThatIsSlowerThanTheFilesWere() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            measured(rig, On.FILE, 10);
            measured(rig, On.DATABASE, 20);
            var gate = refusedBy(rig, "latency");
            assertThat(gate.sentence()).contains("slower").contains("all");
            assertThat(gate.evidence().toString())
                    .contains("database_p50_ms=20.0")
                    .contains("file_p50_ms=10.0");
        }
    }

    @Test
    void aDifferenceBelowTheFloorDoesNotCount() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            measured(rig, On.FILE, 1);
            measured(rig, On.DATABASE, 5);
            assertThat(rig.moves.advance(rig.cutover, false, "test", null).done())
                    .isTrue();
        }
    }

    @Test
    void theBaselineIsKnownLongAfterTheFilesWereTrusted() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            measured(rig, On.FILE, 10);
            rig.gates.learn();
            rig.in(Mode.DATABASE_READ);
        }
        try (var again = new CutoverRig(folder, FILE_ONLY).started()) {
            again.clock.move(Duration.ofMinutes(5));
            again.gates.learn();
            again.readyToAdvance();
            measured(again, On.DATABASE, 30);
            refusedBy(again, "latency");
        }
    }

    @Test
    void withoutMeasurements() {
        var settings =
                Map.of("prescient.cutover.mode", "file-only", "prescient.cutover.gates.without-samples", "false");
        try (var rig = new CutoverRig(folder, settings).started().in(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            refusedBy(rig, "latency");
        }
    }

    @Test
    void withAnOldBackup() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            rig.clock.move(Duration.ofHours(25));
            assertThat(refusedBy(rig, "backup").evidence()).containsEntry("backup_id", "backup-1");
        }
    }

    @Test
    void withoutBackup() {
        try (var rig = new CutoverRig(folder, FILE_ONLY).started()) {
            rig.moves.advance(rig.cutover, false, "test", null);
            rig.cutover.repair(full -> 0);
            for (int i = 0; i < 3; i++) {
                rig.transfer.check(rig.things);
            }
            assertThat(refusedBy(rig, "backup").sentence()).isEqualTo("there is no verified backup");
        }
    }

    @Test
    void whileFrozen() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            rig.moves.freeze(rig.cutover, true, "test", "the month ends");
            assertThat(refusedBy(rig, "freeze").evidence()).containsEntry("reason", "the month ends");
        }
    }

    @Test
    void whileAHaltIsRaised() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            rig.moves.halt(rig.cutover, "manual-halt", "test", "look first");
            assertThat(refusedBy(rig, "halts").evidence()).containsEntry("manual-halt", "look first");
            rig.moves.clear(rig.cutover, "manual-halt", "test");
            assertThat(rig.moves.advance(rig.cutover, false, "test", null).done())
                    .isTrue();
        }
    }

    @Test
    void withAReadThatNeededTheFiles() {
        try (var rig = ready(Mode.DATABASE_READ)) {
            rig.door.set(State.SHUT);
            rig.allNow();
            rig.door.set(State.OPEN);
            await().untilAsserted(() -> assertThat(rig.allNow()).isEmpty());
            rig.gates.told(new Backup(
                    "backup-2", rig.clock.instant(), JsonSettings.mapper().createObjectNode()));
            assertThat(refusedBy(rig, "fallbacks").evidence().toString()).contains("outage=1");
        }
    }

    @Test
    void withFilesThatDoNotFollow() {
        try (var rig = ready(Mode.DATABASE_READ)) {
            rig.putNow("a", "1");
            rig.things.diskFails = new java.io.UncheckedIOException(new java.io.IOException("No space left on device"));
            try {
                rig.followers.of("things").drain();
            } catch (java.io.UncheckedIOException expected) {
                assertThat(expected).hasMessageContaining("No space");
            }
            assertThat(refusedBy(rig, "shadow").sentence()).contains("No space left on device");
        }
    }

    @Test
    void rulesFireOnceAreAuditedAndLeadBackWhenTheyAreSetTo() {
        var settings = Map.of("prescient.cutover.mode", "file-only", "prescient.cutover.rules.integrity", "act");
        try (var rig = new CutoverRig(folder, settings).started().in(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();

            // Given a halt, which only alerts
            rig.moves.halt(rig.cutover, "simulation-failed", "test", "the replay differs");
            rig.rules.evaluate();
            rig.rules.evaluate();
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
            assertThat(decisions(rig, "rule:simulation-failed")).containsExactly("fired");
            rig.moves.clear(rig.cutover, "simulation-failed", "test");
            rig.rules.evaluate();
            assertThat(decisions(rig, "rule:simulation-failed")).containsExactly("cleared", "fired");

            // When two comparisons find a difference, and the rule is set to act
            TestDatabase.bulk().write(s -> s.execute("INSERT INTO thing (key, position, value) VALUES ('x', 0, '1')"));
            rig.transfer.check(rig.things);
            rig.rules.evaluate();
            assertThat(rig.cutover.mode()).isEqualTo(Mode.DUAL_WRITE);
            rig.transfer.check(rig.things);
            rig.rules.evaluate();

            // Then the feature goes back one step
            assertThat(rig.cutover.mode()).isEqualTo(Mode.FILE_ONLY);
            assertThat(decisions(rig, "rule:integrity")).containsExactly("fired");
            assertThat(decisions(rig, "rollback")).containsExactly("done");
        }
    }

    @Test
    void aDatabaseThatBecomesSlowFiresARule() {
        try (var rig = ready(Mode.DUAL_WRITE)) {
            measured(rig, On.FILE, 10);
            rig.gates.learn();
            rig.in(Mode.DATABASE_READ);
            measured(rig, On.DATABASE, 30);
            rig.rules.evaluate();
            assertThat(decisions(rig, "rule:slower")).containsExactly("fired");
            assertThat(rig.reports.state(rig.cutover)).isEqualTo("alert");
        }
    }

    private static List<String> decisions(CutoverRig rig, String action) {
        return rig.desk.audit().newest("things", 100, CutoverRig.NOON.plus(Duration.ofDays(3))).stream()
                .filter(entry -> entry.action().equals(action))
                .map(AuditEntry::decision)
                .toList();
    }

    private static void measured(CutoverRig rig, On on, long millis) {
        for (int i = 0; i < 60; i++) {
            rig.cutover.paths().latencies().took(new What("all", false, rig.cutover.mode(), on), millis * 1_000_000);
        }
    }
}
