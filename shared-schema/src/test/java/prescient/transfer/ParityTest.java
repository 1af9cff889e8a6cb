package prescient.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.Mode;
import prescient.problem.Refused;
import prescient.testing.StrictLog;

class ParityTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @TempDir
    Path live;

    private TransferRig rig;

    @BeforeEach
    void imported() {
        TestDatabase.empty();
        TransferRig.write(live, FakeFeature.ROWS, "r", 20);
        TransferRig.write(live, FakeFeature.CHUNKS, "c", 3000);
        rig = new TransferRig(live, 1000);
        rig.importLive();
        rig.modes.mode = Mode.DUAL_WRITE;
    }

    @Test
    void equalStoresAreCleanWithTheSameChecksums() {
        // When
        var found = rig.check();
        // Then
        assertThat(found).allSatisfy(one -> {
            assertThat(one.state()).isEqualTo("clean");
            assertThat(one.equal()).isEqualTo(one.fileCount()).isEqualTo(one.databaseCount());
            assertThat(one.fileChecksum()).isEqualTo(one.databaseChecksum());
            assertThat(one.drilled()).isZero();
        });
    }

    @Test
    void differentMissingAndExtraRecordsAreFoundAndNamed() {
        // Given
        for (var prefix : List.of("r", "c")) {
            rig.sql("UPDATE fake_record SET value = replace(value::text, '3.5', '3.25')::json WHERE key = '" + prefix
                    + "3'");
            rig.sql("DELETE FROM fake_record WHERE key = '" + prefix + "5'");
            rig.sql("UPDATE fake_record SET key = 'x', value = '{\"id\": \"x\"}' WHERE key = '" + prefix + "7'");
        }
        // When
        var all = rig.check();
        // Then
        assertThat(all).allSatisfy(found -> {
            assertThat(found.state()).isEqualTo("different");
            assertThat(found.different()).isEqualTo(1);
            assertThat(found.missing()).isEqualTo(2);
            assertThat(found.extra()).isEqualTo(1);
        });
        var rows = all.getFirst().differences();
        assertThat(rows).contains(new Difference("rows", "r3", "amount", "different", "3.5", "3.25"));
        assertThat(rows)
                .filteredOn(difference -> difference.key().equals("r5"))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.kind()).isEqualTo("missing");
                    assertThat(difference.fileValue()).contains("5.5");
                    assertThat(difference.databaseValue()).isNull();
                });
        assertThat(rows).contains(new Difference("rows", "x", "*", "extra", null, "{\n  \"id\": \"x\"\n}"));
        assertThat(rig.verify.differences(TransferRig.FEATURE, Cursor.parts(null, 3), 100))
                .extracting(ParityTable.CurrentDifference::key)
                .containsExactly("c3", "c5", "c7", "x", "r3", "r5", "r7", "x");
    }

    @Test
    void onlyChunksThatDifferAreLookedAtRecordByRecord() {
        // Given
        rig.sql("UPDATE fake_record SET value = '{\"id\": \"c100\"}' WHERE key = 'c100'");
        // When
        var found = rig.check(FakeFeature.CHUNKS);
        // Then
        assertThat(found.different()).isEqualTo(1);
        assertThat(found.drilled()).isBetween(1L, 20L);
        assertThat(found.equal()).isEqualTo(2999);
    }

    @Test
    void whatIsOnlyOnItsWayIsNoDifference() {
        // Given
        rig.sql("UPDATE fake_record SET value = '{\"id\": \"r3\"}' WHERE key = 'r3'");
        rig.sql("DELETE FROM fake_record WHERE key = 'r4'");
        var looks = new AtomicInteger();
        rig.modes.standing = () -> {
            // Work goes on during the first looks; the mirror has brought everything before it rests.
            if (looks.incrementAndGet() == 5) {
                rig.repairs.run(rig.feature, false);
            }
            return looks.get() < 5 ? -1 : 1;
        };
        // When
        var found = rig.check(FakeFeature.ROWS);
        // Then
        assertThat(found.state()).isEqualTo("clean");
        assertThat(found.equal()).isEqualTo(20);
    }

    @Test
    void whoLacksARecordDependsOnWhichStoreIsTrusted() {
        // Given
        rig.sql("DELETE FROM fake_record WHERE key = 'r5'");
        rig.modes.mode = Mode.DATABASE_READ;
        // When
        var found = rig.check(FakeFeature.ROWS);
        // Then
        assertThat(found.extra()).isEqualTo(1);
        assertThat(found.missing()).isZero();
    }

    @Test
    void numbersCountByValueAndNullIsAbsentAndNothingElseIs() {
        // Given
        TransferRig.write(
                live,
                FakeFeature.ROWS,
                List.of(
                        "{\"id\": \"a\", \"amount\": 100, \"text\": null}",
                        "{\"text\": \"é\", \"id\": \"b\", \"amount\": 1e-05}",
                        "{\"id\": \"c\", \"amount\": 0}",
                        "{\"id\": \"d\", \"text\": \"\"}"));
        rig.sql("DELETE FROM fake_record WHERE collection = 'rows'");
        rig.sql("""
                INSERT INTO fake_record VALUES
                    ('rows', 'a', 0, '{"amount": 100.0, "id": "a"}'),
                    ('rows', 'b', 1, '{"id": "b", "amount": 0.000010, "text": "\\u00e9"}'),
                    ('rows', 'c', 2, '{"id": "c", "amount": null}'),
                    ('rows', 'd', 3, '{"id": "d"}')
                """);
        // When
        var found = rig.check(FakeFeature.ROWS);
        // Then
        assertThat(found.equal()).isEqualTo(2);
        assertThat(found.differences())
                .extracting(Difference::key, Difference::field)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("c", "amount"),
                        org.assertj.core.groups.Tuple.tuple("d", "text"));
    }

    @Test
    void anAcceptedDifferenceIsCountedUntilItExpires() {
        // Given
        rig.sql("UPDATE fake_record SET value = replace(value::text, '3.5', '3.25')::json WHERE key = 'r3'");
        var expiry = TransferRig.NOON.plus(Duration.ofDays(30));
        var asked = new Accepted(0, "rows", "r3", "amount", "rounded by hand", "an operator", expiry, expiry);
        long audited = rig.count("cutover_audit WHERE action = 'accept' AND evidence ->> 'key' = 'r3'");
        // When
        var accepted = rig.verify.accept(TransferRig.FEATURE, asked);
        var again = rig.verify.accept(TransferRig.FEATURE, asked);
        var before = rig.check(FakeFeature.ROWS);
        rig.clock.move(Duration.ofDays(31));
        var after = rig.check(FakeFeature.ROWS);
        // Then
        assertThat(again).isEqualTo(accepted);
        assertThat(rig.count("cutover_audit WHERE action = 'accept' AND evidence ->> 'key' = 'r3'"))
                .isEqualTo(audited + 1);
        assertThat(before.state()).isEqualTo("clean");
        assertThat(before.accepted()).isEqualTo(1);
        assertThat(after.state()).isEqualTo("different");
        assertThat(after.accepted()).isZero();
        assertThat(after.different()).isEqualTo(1);
    }

    @Test
    void anAcceptanceCoversItsFieldAndNoOther() {
        // Given
        rig.sql("UPDATE fake_record SET value = '{\"id\": \"r3\", \"amount\": 1}' WHERE key = 'r3'");
        var expiry = TransferRig.NOON.plus(Duration.ofDays(30));
        rig.verify.accept(
                TransferRig.FEATURE, new Accepted(0, "rows", "*", "amount", "known", "an operator", expiry, expiry));
        // When
        var found = rig.check(FakeFeature.ROWS);
        // Then
        assertThat(found.different()).isEqualTo(1);
        assertThat(found.accepted()).isZero();
    }

    @Test
    void nothingIsAcceptedForMoreThanNinetyDays() {
        // Given
        var expiry = TransferRig.NOON.plus(Duration.ofDays(91));
        var asked = new Accepted(0, "rows", "r3", "amount", "for good", "an operator", expiry, expiry);
        // When / Then
        assertThatThrownBy(() -> rig.verify.accept(TransferRig.FEATURE, asked))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(TransferProblem.ACCEPTANCE_INVALID));
    }

    @Test
    void checksAreRememberedAndKnownAfterARestart() {
        // Given
        rig.check();
        rig.sql("DELETE FROM fake_record WHERE key = 'r5'");
        rig.check();
        // When
        var restarted = new TransferRig(live, 1000);
        restarted.transfers.refresh();
        var checks = restarted.transfers.lastChecks(TransferRig.FEATURE, 2);
        // Then
        assertThat(checks).hasSize(2);
        assertThat(checks.get(0).clean()).isFalse();
        assertThat(checks.get(0).missing()).isEqualTo(1);
        assertThat(checks.get(0).states()).containsEntry("rows", "different").containsEntry("chunks", "clean");
        assertThat(checks.get(1).clean()).isTrue();
        assertThat(rig.verify.standing(TransferRig.FEATURE).states())
                .containsEntry("rows", "different")
                .containsEntry("chunks", "clean");
        assertThat(rig.verify.standing(TransferRig.FEATURE).checks())
                .extracting(VerifyDesk.CheckResult::clean)
                .startsWith(false, true);
    }

    @Test
    void repairWritesWhatDiffersAndDeletesNothing() {
        // Given
        rig.sql("UPDATE fake_record SET value = '{\"id\": \"r3\"}' WHERE key = 'r3'");
        rig.sql("DELETE FROM fake_record WHERE key IN ('r4', 'c9')");
        rig.sql("INSERT INTO fake_record VALUES ('rows', 'x', 99, '{\"id\": \"x\"}')");
        // When
        long written = rig.repairs.run(rig.feature, false);
        long again = rig.repairs.run(rig.feature, false);
        long full = rig.repairs.run(rig.feature, true);
        // Then
        assertThat(written).isEqualTo(3);
        assertThat(again).isZero();
        assertThat(full).isEqualTo(3020);
        var check = rig.repairs.check(rig.feature);
        assertThat(check.missing()).isZero();
        assertThat(check.different()).isZero();
        assertThat(check.extra()).isEqualTo(1);
        assertThat(check.clean()).isFalse();
    }

    @Test
    void manyDifferencesAreCountedAndTheFirstOnesShown() {
        // Given
        rig.sql("DELETE FROM fake_record WHERE collection = 'chunks'");
        // When
        var found = rig.check(FakeFeature.CHUNKS);
        // Then
        assertThat(found.missing()).isEqualTo(3000);
        assertThat(found.differences()).hasSizeBetween(200, 3000);
    }
}
