package prescient.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.Mode;
import prescient.database.PulseForTests;
import prescient.testing.StrictLog;

class TransferJobsTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @TempDir
    Path live;

    private final Vertx vertx = Vertx.vertx();
    private boolean up = true;
    private TransferRig rig;
    private ParityJob parity;
    private RepairJob repair;

    @BeforeEach
    void imported() {
        TestDatabase.empty();
        TransferRig.write(live, FakeFeature.ROWS, "r", 20);
        rig = new TransferRig(live, 1000);
        rig.importLive();
        var pulse = new PulseForTests(vertx, () -> up);
        parity = rig.parityJob(pulse);
        repair = new RepairJob(rig.pairs, rig.jobs, rig.repairs, rig.modes, pulse);
    }

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void afterAnOutageTheStoresAreEqualAgainWithoutAHuman() {
        // Given
        rig.modes.mode = Mode.DUAL_WRITE;
        rig.modes.unrepaired = true;
        rig.sql("DELETE FROM fake_record WHERE key = 'r5'");
        up = false;
        repair.tick();
        parity.tick();
        // When
        boolean unrepairedWhileDown = rig.modes.unrepaired;
        up = true;
        parity.tick();
        repair.tick();
        parity.tick();
        // Then
        assertThat(unrepairedWhileDown).isTrue();
        assertThat(rig.modes.unrepaired).isFalse();
        assertThat(rig.count("fake_record")).isEqualTo(20);
        assertThat(rig.transfers.lastChecks(TransferRig.FEATURE, 1))
                .singleElement()
                .satisfies(check -> assertThat(check.clean()).isTrue());
    }

    @Test
    void storesAreComparedOnlyWhileOneFollowsTheOther() {
        // Given
        int before = rig.parity.last(TransferRig.FEATURE).size();
        for (var mode : new Mode[] {Mode.FILE_ONLY, Mode.DATABASE_ONLY}) {
            rig.modes.mode = mode;
            // When
            parity.tick();
            // Then
            assertThat(rig.parity.last(TransferRig.FEATURE)).hasSize(before);
        }
        for (var mode : new Mode[] {Mode.DUAL_WRITE, Mode.DATABASE_READ}) {
            rig.modes.mode = mode;
            before = rig.parity.last(TransferRig.FEATURE).size();
            parity.tick();
            parity.tick();
            assertThat(rig.parity.last(TransferRig.FEATURE)).hasSize(before + 1);
        }
    }

    @Test
    void aTornFileIsNoReasonToWriteAnything() {
        // Given
        log.expect("cannot be repaired now");
        rig.modes.mode = Mode.DUAL_WRITE;
        rig.modes.unrepaired = true;
        TransferRig.write(live, FakeFeature.ROWS, "[{\"id\": \"r1\"");
        // When
        repair.tick();
        repair.tick();
        // Then
        assertThat(rig.modes.unrepaired).isTrue();
        assertThat(rig.count("fake_record")).isEqualTo(20);
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void jobsAreListedFromTheNewestOnAndDryRunsAreNot() {
        // Given
        var imported = rig.jobs.last(TransferRig.FEATURE, TransferJob.IMPORT).orElseThrow();
        // When
        var all = rig.jobs.newest(TransferRig.FEATURE, 10, Instant.parse("9999-01-01T00:00:00Z"));
        var before = rig.jobs.newest(TransferRig.FEATURE, 10, imported.startedAt());
        var others = rig.jobs.newest("another", 10, Instant.parse("9999-01-01T00:00:00Z"));
        // Then
        assertThat(all).extracting(TransferJob::id).contains(imported.id());
        assertThat(all).extracting(TransferJob::dryRun).containsOnly(false);
        assertThat(all).isSortedAccordingTo((one, other) -> other.startedAt().compareTo(one.startedAt()));
        assertThat(before).extracting(TransferJob::id).doesNotContain(imported.id());
        assertThat(others).isEmpty();
    }
}
