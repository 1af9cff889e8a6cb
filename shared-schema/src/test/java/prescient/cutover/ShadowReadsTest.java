package prescient.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.cutover.Door.State;
import prescient.testing.StrictLog;

/** Reads are compared off the caller's path, and what is found is counted by its kind. */
class ShadowReadsTest {

    private static final Map<String, String> SETTINGS =
            Map.of("prescient.cutover.mode", "file-only", "prescient.cutover.shadow.sample", "1");

    @RegisterExtension
    static final StrictLog LOG = new StrictLog();

    @TempDir
    Path folder;

    @BeforeEach
    void clean() {
        TestDatabase.empty();
    }

    private static void compare(ShadowReads reads, Object trusted, Supplier<Uni<Object>> other) {
        reads.turn(() -> 1).orElseThrow().compare("read", trusted, other, Function.identity());
    }

    @ParameterizedTest
    @CsvSource({"a,a,equal", "a,b,different", "a,,missing", ",a,extra"})
    void kinds(String trusted, String other, String kind) {
        var reads = new ShadowReads("things", 1);
        var first = trusted == null ? List.<Object>of() : List.<Object>of(trusted);
        var second = other == null ? List.<Object>of() : List.<Object>of(other);
        compare(reads, first, () -> Uni.createFrom().item(second));
        assertThat(reads.counts()).containsEntry(kind, 1L);
        compare(reads, Optional.ofNullable(trusted), () -> Uni.createFrom().item(Optional.ofNullable(other)));
        assertThat(reads.counts()).containsEntry(kind, 2L);
    }

    @Test
    void failuresOfTheOtherStoreAreCountedApart() {
        var reads = new ShadowReads("things", 1);
        compare(reads, "a", () -> Uni.createFrom().failure(new IllegalStateException("no")));
        compare(reads, "a", () -> Uni.createFrom().failure(new TimeoutException()));
        compare(reads, "a", () -> {
            throw new IllegalStateException("at once");
        });
        assertThat(reads.counts()).containsEntry("error", 2L).containsEntry("timeout", 1L);
    }

    @Test
    void onlyOneInSoManyIsComparedAndOneAtATime() {
        var reads = new ShadowReads("things", 3);
        assertThat(reads.turn(() -> 1)).isEmpty();
        assertThat(reads.turn(() -> 1)).isEmpty();
        var turn = reads.turn(() -> 1).orElseThrow();
        for (int i = 0; i < 3; i++) {
            assertThat(reads.turn(() -> 1)).isEmpty();
        }
        turn.skip();
        reads.turn(() -> 1);
        reads.turn(() -> 1);
        assertThat(reads.turn(() -> 1)).isPresent();
        assertThat(new ShadowReads("things", 0).turn(() -> 1)).isEmpty();
    }

    @Test
    void inDualWriteAMismatchIsFoundAndAWriteInBetweenSaysNothing() {
        try (var rig = new CutoverRig(folder, SETTINGS).started().in(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            rig.putNow("a", "1");
            await().until(() -> rig.cutover.mirror().isInStep());
            rig.allNow();
            await().untilAsserted(
                            () -> assertThat(rig.cutover.shadow().counts()).containsEntry("equal", 1L));

            TestDatabase.bulk().write(s -> s.execute("UPDATE thing SET value = 'wrong'"));
            rig.allNow();
            await().untilAsserted(
                            () -> assertThat(rig.cutover.shadow().counts()).containsEntry("different", 1L));

            rig.cutover.mirror().unrepaired(false);
            rig.allNow();
            await().untilAsserted(
                            () -> assertThat(rig.cutover.shadow().counts()).containsEntry("inconclusive", 1L));
        }
    }

    @Test
    void inDatabaseReadTheFilesAreComparedOnceTheyHaveFollowed() {
        try (var rig = new CutoverRig(folder, SETTINGS).started().in(Mode.DATABASE_READ)) {
            rig.putNow("a", "1");
            rig.allNow();
            await().untilAsserted(
                            () -> assertThat(rig.cutover.shadow().counts()).containsEntry("inconclusive", 1L));
            rig.followers.of("things").drain();
            rig.allNow();
            await().untilAsserted(
                            () -> assertThat(rig.cutover.shadow().counts()).containsEntry("equal", 1L));
        }
    }

    @Test
    void aHungDatabaseDelaysNoReadOfTheFiles() {
        try (var rig = new CutoverRig(folder, SETTINGS).started().in(Mode.DUAL_WRITE)) {
            rig.readyToAdvance();
            rig.allNow();
            await().untilAsserted(
                            () -> assertThat(rig.cutover.shadow().counts()).containsEntry("equal", 1L));
            rig.door.set(State.HELD);
            long started = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                rig.allNow();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
            await().untilAsserted(() -> {
                var counts = rig.cutover.shadow().counts();
                assertThat(counts.get("timeout") + counts.get("error")).isPositive();
            });
        }
    }
}
