package prescient.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.Mode;
import prescient.problem.Refused;
import prescient.testing.StrictLog;

class ImportTest {

    private static final int BATCH = 10;

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @TempDir
    Path live;

    @BeforeEach
    void empty() {
        TestDatabase.empty();
    }

    private TransferRig process() {
        return new TransferRig(live, BATCH);
    }

    @Test
    void takesInEveryRecordAndComparesBothStores() {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 35);
        TransferRig.write(live, FakeFeature.CHUNKS, "c", 35);
        var rig = process();
        // When
        var job = rig.importLive();
        // Then
        assertThat(job.status()).isEqualTo("complete");
        assertThat(job.clean()).isTrue();
        assertThat(job.recordsRead()).isEqualTo(70);
        assertThat(job.recordsNew()).isEqualTo(70);
        assertThat(job.bytesRead()).isEqualTo(job.bytesTotal()).isPositive();
        assertThat(job.files())
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.sha256()).hasSize(64));
        assertThat(job.collections()).allSatisfy(found -> {
            assertThat(found.state()).isEqualTo("clean");
            assertThat(found.equal()).isEqualTo(35);
            assertThat(found.fileChecksum()).isEqualTo(found.databaseChecksum());
        });
        assertThat(rig.count("fake_record")).isEqualTo(70);
        assertThat(rig.transfers.importComplete(TransferRig.FEATURE)).isTrue();
    }

    @Test
    void aDatabaseThatDoesNotFindRecordsByKeyIsReadWholeAfterwards() {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 35);
        var rig = process();
        rig.feature.findsByKey = false;
        // When
        var job = rig.importLive();
        // Then
        assertThat(job.clean()).isTrue();
        assertThat(job.collections().getFirst().equal()).isEqualTo(35);
        assertThat(rig.feature.keyedReads).hasValue(0);
    }

    @Test
    void whatTheDatabaseStoresOtherwiseIsFoundRightAfterwards() {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 35);
        for (boolean findsByKey : new boolean[] {true, false}) {
            TestDatabase.empty();
            var rig = process();
            rig.feature.findsByKey = findsByKey;
            rig.feature.whileReading = () -> {
                rig.sql("UPDATE fake_record SET value = replace(value::text, '.5', '.25')::json WHERE key = 'r7'");
                rig.sql("DELETE FROM fake_record WHERE key = 'r8'");
            };
            // When
            var job = rig.importLive();
            // Then
            assertThat(job.status()).isEqualTo("complete");
            assertThat(job.clean()).isFalse();
            var found = job.collections().getFirst();
            assertThat(found.different()).isEqualTo(1);
            assertThat(found.missing()).isEqualTo(1);
            assertThat(found.equal()).isEqualTo(33);
            assertThat(found.fileChecksum()).isNotEqualTo(found.databaseChecksum());
            assertThat(rig.transfers.importComplete(TransferRig.FEATURE)).isFalse();
        }
    }

    @Test
    void importingTwiceChangesNothing() {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 25);
        var rig = process();
        rig.importLive();
        // When
        var again = rig.importLive();
        // Then
        assertThat(again.recordsNew()).isZero();
        assertThat(again.recordsChanged()).isZero();
        assertThat(again.recordsUnchanged()).isEqualTo(25);
        assertThat(again.clean()).isTrue();
    }

    @Test
    void largeRecordsGoInSmallBatches() throws Exception {
        // Given
        var rows = new ArrayList<String>();
        for (int number = 0; number < BATCH; number++) {
            rows.add("{\"id\": \"r%d\", \"text\": \"%s\"}".formatted(number, "x".repeat(400_000)));
        }
        Files.writeString(live.resolve("rows.json"), "[" + String.join(",", rows) + "]");
        var rig = process();
        int before = rig.feature.batchesLeft.get();
        // When
        var job = rig.importLive();
        // Then
        assertThat(job.clean()).isTrue();
        assertThat(before - rig.feature.batchesLeft.get()).isEqualTo(BATCH / 2);
    }

    @Test
    void aKillAtAnyBatchLosesNothingAndDoublesNothing() {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 45);
        TransferRig.write(live, FakeFeature.CHUNKS, "c", 10);
        log.expect("Killed");
        for (int batches = 0; batches < 6; batches++) {
            TestDatabase.empty();
            var killed = process();
            killed.feature.batchesLeft.set(batches);
            killed.importLive();
            // What the process last stored of its job, had it been killed.
            killed.sql("UPDATE cutover_job SET status = 'running', finished_at = NULL,"
                    + " report = replace(report::text, '\"failed\"', '\"running\"')::json");
            // When
            var next = process();
            next.transfers.refresh();
            // Then
            assertThat(next.jobs
                            .last(TransferRig.FEATURE, TransferJob.IMPORT)
                            .orElseThrow()
                            .status())
                    .isEqualTo("interrupted");
            assertThat(next.transfers.importComplete(TransferRig.FEATURE)).isFalse();
            var job = next.importLive();
            assertThat(job.clean()).isTrue();
            assertThat(job.recordsUnchanged()).isEqualTo(Math.min(batches * 10L, 55));
            assertThat(next.count("fake_record")).isEqualTo(55);
            assertThat(next.count("quarantine")).isZero();
        }
    }

    @Test
    void rejectsGoToTheQuarantineOnceAndStopNothing() {
        // Given
        var elements = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            elements.add(TransferRig.element("r" + i, "1.0"));
        }
        elements.set(3, "  {\n    \"id\": \"r3\",\n    \"color\": \"red\"\n  }");
        elements.set(7, TransferRig.element("r7", "2000000"));
        elements.set(8, TransferRig.element("r8", "1.0").replace("Seán r8", "refuse me"));
        elements.set(15, TransferRig.element("r14", "9.0"));
        TransferRig.write(live, FakeFeature.ROWS, elements);
        var rig = process();
        // When
        rig.importLive();
        var job = rig.importLive();
        // Then
        assertThat(job.status()).isEqualTo("complete");
        assertThat(job.recordsQuarantined()).isEqualTo(4);
        assertThat(job.clean()).isTrue();
        assertThat(rig.count("fake_record")).isEqualTo(26);
        var kept = rig.quarantine.list(TransferRig.FEATURE, Long.MAX_VALUE, 10);
        assertThat(kept)
                .extracting(QuarantineTable.Quarantined::key)
                .containsExactlyInAnyOrder("r3", "r7", "r8", "r14");
        assertThat(kept).allSatisfy(one -> {
            assertThat(one.source()).isEqualTo(live.resolve("rows.json").toString());
            assertThat(one.runId()).startsWith("import-fake-");
        });
        assertThat(kept).filteredOn(one -> one.key().equals("r3")).first().satisfies(one -> {
            assertThat(one.reason()).isEqualTo("unknown key color");
            assertThat(one.position()).isEqualTo("rows record 3");
            assertThat(one.payload()).contains("red");
        });
        // And they are no difference
        assertThat(rig.check(FakeFeature.ROWS).state()).isEqualTo("clean");
        assertThat(rig.check(FakeFeature.ROWS).quarantined()).isEqualTo(4);
    }

    @Test
    void aTornFileIsKeptAndNamedWithItsPlace() throws Exception {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 35);
        var file = live.resolve("rows.json");
        var torn = Files.readString(file).substring(0, 1500);
        Files.writeString(file, torn);
        var rig = process();
        // When
        var job = rig.importLive();
        // Then
        assertThat(job.status()).isEqualTo("failed");
        assertThat(job.error()).contains("rows.json", "at byte");
        assertThat(Files.readString(file)).isEqualTo(torn);
        assertThat(rig.transfers.importComplete(TransferRig.FEATURE)).isFalse();
        assertThat(rig.check(FakeFeature.ROWS).state()).isEqualTo("error");
    }

    @Test
    void aDryRunTellsWhatWouldHappenAndLeavesNoTrace(@TempDir Path other) {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 20);
        var rig = process();
        rig.importLive();
        TransferRig.write(
                other,
                FakeFeature.ROWS,
                List.of(
                        TransferRig.element("r0", "0.5"),
                        TransferRig.element("r1", "7.25"),
                        TransferRig.element("new", "1.0"),
                        "  {\n    \"id\": 5\n  }"));
        long jobs = rig.count("cutover_job");
        // When
        var job = rig.imports.runNow(TransferRig.FEATURE, other.toString(), null, true);
        // Then
        assertThat(job.recordsNew()).isEqualTo(1);
        assertThat(job.recordsChanged()).isEqualTo(1);
        assertThat(job.recordsUnchanged()).isEqualTo(1);
        assertThat(job.recordsQuarantined()).isEqualTo(1);
        assertThat(job.rejected())
                .first()
                .satisfies(one -> assertThat(one.reason()).isEqualTo("id is no text"));
        assertThat(rig.count("fake_record")).isEqualTo(20);
        assertThat(rig.count("quarantine")).isZero();
        assertThat(rig.count("cutover_job")).isEqualTo(jobs);
    }

    @Test
    void theFileWinsWhileItIsTrusted() {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 15);
        var rig = process();
        rig.importLive();
        TransferRig.write(live, FakeFeature.ROWS, List.of(TransferRig.element("r4", "99.0")));
        for (var mode : List.of(Mode.FILE_ONLY, Mode.DUAL_WRITE)) {
            rig.modes.mode = mode;
            rig.sql("UPDATE fake_record SET value = '{\"id\": \"r4\", \"amount\": 1}' WHERE key = 'r4'");
            // When
            var job = rig.importLive();
            // Then
            assertThat(job.recordsChanged()).isEqualTo(1);
            // What only the database has is told, and nothing is deleted.
            assertThat(job.collections().getFirst().extra()).isEqualTo(14);
            assertThat(job.clean()).isFalse();
            assertThat(rig.count("fake_record")).isEqualTo(15);
        }
    }

    @Test
    void theDatabaseWinsWhereItIsTrusted(@TempDir Path other) {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 5);
        var rig = process();
        rig.importLive();
        rig.modes.mode = Mode.DATABASE_ONLY;
        TransferRig.write(
                other,
                FakeFeature.ROWS,
                List.of(
                        TransferRig.element("r0", "0.5"),
                        TransferRig.element("r1", "7.25"),
                        TransferRig.element("new", "1.0")));
        // When
        var job = rig.imports.runNow(TransferRig.FEATURE, other.toString(), "Europe/Berlin", false);
        // Then
        assertThat(job.recordsNew()).isEqualTo(1);
        assertThat(job.recordsChanged()).isZero();
        assertThat(job.recordsQuarantined()).isEqualTo(1);
        assertThat(job.clean()).isTrue();
        assertThat(job.zone()).isEqualTo("Europe/Berlin");
        assertThat(rig.quarantine.list(TransferRig.FEATURE, Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.key()).isEqualTo("r1");
                    assertThat(one.reason()).isEqualTo("the database has other content");
                });
        assertThat(rig.count("fake_record WHERE value ->> 'amount' = '7.25'")).isZero();
        assertThat(rig.transfers.importComplete(TransferRig.FEATURE)).isTrue();
    }

    @Test
    void otherFilesAreNotTakenInWhileTheLiveOnesAreTrusted(@TempDir Path other) {
        // Given
        var rig = process();
        // When / Then
        assertThatThrownBy(() -> rig.imports.start(TransferRig.FEATURE, other.toString(), null, false))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(TransferProblem.FILES_ARE_TRUSTED));
    }

    @Test
    void aFolderMustBeAbsoluteAndExistAndAZoneKnown() {
        // Given
        var rig = process();
        rig.modes.mode = Mode.DATABASE_ONLY;
        for (var path : List.of("relative", live.resolve("absent").toString(), "\0")) {
            // When / Then
            assertThatThrownBy(() -> rig.imports.start(TransferRig.FEATURE, path, null, false))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.problem()).isEqualTo(TransferProblem.FOLDER_NOT_FOUND));
        }
        assertThatThrownBy(() ->
                        rig.imports.start(TransferRig.FEATURE, live.getParent().toString(), "Mars/Olympus", false))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(TransferProblem.ZONE_UNKNOWN));
    }

    @Test
    void anImportOfAnEarlierProcessCounts() {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 5);
        process().importLive();
        // When
        var restarted = process();
        restarted.transfers.refresh();
        // Then
        assertThat(restarted.transfers.importComplete(TransferRig.FEATURE)).isTrue();
    }

    @Test
    void theLiveFilesHaveTheZoneTheServiceWasStartedWith() {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 5);
        var rig = process();
        // When / Then
        assertThatThrownBy(() -> rig.imports.start(TransferRig.FEATURE, live.toString(), "Europe/Berlin", false))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(TransferProblem.ZONE_DIFFERS));
        assertThatThrownBy(() -> rig.verify.start(TransferRig.FEATURE, live.toString(), "Europe/Berlin"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(TransferProblem.ZONE_DIFFERS));
    }

    @Test
    void metersTellWhatWasMoved() {
        // Given
        TransferRig.write(live, FakeFeature.ROWS, "r", 5);
        var rig = process();
        // When
        rig.importLive();
        // Then
        var counters = Map.of("prescient.transfer.records.read", 5.0, "prescient.transfer.jobs", 1.0);
        counters.forEach((name, value) -> assertThat(
                        rig.registry.get(name).tag("kind", "import").counter().count())
                .isEqualTo(value));
    }
}
