package prescient.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.Moves.Wish;
import prescient.problem.Refused;
import prescient.testing.StrictLog;

/** The four weeks after a move to the database, with a clock that a test moves. */
class WatchTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final Map<String, String> ON_FILES = Map.of("prescient.cutover.mode", "file-only");

    @RegisterExtension
    public final StrictLog log = new StrictLog();

    @TempDir
    Path folder;

    @BeforeEach
    void empty() {
        TestDatabase.empty();
    }

    @Test
    void nothingIsWatchedBeforeTheMove() {
        try (var rig = new CutoverRig(folder, ON_FILES).started().in(Mode.DUAL_WRITE)) {
            // When
            rig.watches.look();

            // Then
            var watch = only(rig);
            assertThat(watch.state()).isEqualTo("none");
            assertThat(watch.days()).isEmpty();
        }
    }

    @Test
    void advanceBeginsItAndEachDayHasOneReportThatIsClosedWhenTheDayIsOver() {
        try (var rig = new CutoverRig(folder, ON_FILES).started().in(Mode.DATABASE_READ)) {
            // Given: three looks on the first day, one of which met an incident
            rig.watches.look();
            rig.incidents.add("feeds: warning");
            rig.watches.look();
            rig.incidents.clear();
            rig.watches.look();
            var during = only(rig);

            // When: the second day
            rig.clock.move(Duration.ofDays(1));
            rig.watches.look();
            rig.watches.look();

            // Then
            assertThat(during.state()).isEqualTo("watching");
            assertThat(during.mode()).isEqualTo("database-read");
            assertThat(during.days())
                    .singleElement()
                    .satisfies(day -> assertThat(day.closed()).isFalse());
            var days = only(rig).days();
            assertThat(days).extracting(WatchDay::day).containsExactly(FIRST, FIRST.plusDays(1));
            assertThat(days.getFirst().looks()).isEqualTo(3);
            assertThat(days.getFirst().closed()).isTrue();
            assertThat(days.getFirst().differences()).isZero();
            assertThat(days.getFirst().incidents()).containsExactly("feeds: warning");
            assertThat(days.getFirst().getSentence()).isEqualTo("1 incidents");
            assertThat(days.getLast().looks()).isEqualTo(2);
            assertThat(days.getLast().differences())
                    .as("nobody compared on that day")
                    .isNull();
            assertThat(days.getLast().getSentence()).isEqualTo("good");
        }
    }

    @Test
    void whatGoesWrongOnADayIsInItsReportEvenIfItIsWellAgain() {
        try (var rig = new CutoverRig(folder, ON_FILES).started().in(Mode.DATABASE_READ)) {
            // Given
            rig.watches.look();

            // When: reads fall back to the files, a rule is raised and cleared
            rig.door.set(Door.State.SHUT);
            rig.allNow();
            rig.allNow();
            rig.door.set(Door.State.OPEN);
            rig.moves.halt(rig.cutover, Rules.MANUAL, "test", "look at it");
            rig.watches.look();
            rig.moves.clear(rig.cutover, Rules.MANUAL, "test");
            rig.watches.look();

            // Then
            var day = only(rig).days().getFirst();
            assertThat(day.fallbacks()).isEqualTo(2);
            assertThat(day.rules()).containsExactly(Rules.MANUAL);
            assertThat(day.getSentence()).isEqualTo("2 reads were answered by the files, rule manual-halt");
        }
    }

    @Test
    void afterFourWeeksItIsDoneAndDaysWithoutALookSaySo() {
        try (var rig = new CutoverRig(folder, ON_FILES).started().in(Mode.DATABASE_READ)) {
            // Given: nobody looks for a week
            rig.watches.look();
            rig.clock.move(Duration.ofDays(8));
            rig.watches.look();

            // When
            rig.clock.move(Duration.ofDays(20));
            rig.watches.look();
            rig.clock.move(Duration.ofDays(1));
            rig.watches.look();
            rig.watches.look();

            // Then: the day it began, the day it ended and what lies between
            var watch = only(rig);
            assertThat(watch.state()).isEqualTo("done");
            assertThat(watch.days())
                    .hasSize(29)
                    .allSatisfy(day -> assertThat(day.closed()).isTrue());
            assertThat(watch.days())
                    .filteredOn(day -> day.looks() > 0)
                    .extracting(WatchDay::day)
                    .containsExactly(FIRST, FIRST.plusDays(8));
            assertThat(watch.days().get(3).getSentence()).isEqualTo("nobody looked");
        }
    }

    @Test
    void aStepBackEndsItAndTheNextAdvanceBeginsItAnew() {
        try (var rig = new CutoverRig(folder, ON_FILES).started().in(Mode.DATABASE_READ)) {
            // Given
            rig.watches.look();
            rig.clock.move(Duration.ofDays(3));

            // When
            rig.moves.rollback(rig.cutover, null, new Wish("test", "too slow", false));
            rig.watches.look();
            var back = only(rig);
            rig.in(Mode.DATABASE_READ);
            rig.watches.look();

            // Then
            assertThat(back.state()).isEqualTo("ended");
            assertThat(back.because()).isEqualTo("rollback to dual-write");
            assertThat(back.days()).extracting(WatchDay::looks).containsExactly(1, 0, 0);
            var again = only(rig);
            assertThat(again.state()).isEqualTo("watching");
            assertThat(again.startedAt()).isAfter(back.endsAt());
            assertThat(again.days()).singleElement().satisfies(day -> {
                assertThat(day.day()).isEqualTo(FIRST.plusDays(3));
                assertThat(day.looks()).isOne();
            });
        }
    }

    @Test
    void aNewProcessGoesOnWithTheSameWatch() {
        // Given
        try (var rig = new CutoverRig(folder, ON_FILES).started().in(Mode.DATABASE_READ)) {
            rig.watches.look();
        }

        // When
        try (var rig = new CutoverRig(folder, ON_FILES).started()) {
            rig.watches.look();

            // Then
            assertThat(only(rig).state()).isEqualTo("watching");
            assertThat(only(rig).days())
                    .singleElement()
                    .satisfies(day -> assertThat(day.looks()).isEqualTo(2));
        }
    }

    @Test
    void withoutTheDatabaseItIsRefusedAndSaysWhy() {
        try (var rig = new CutoverRig(folder, ON_FILES).started().in(Mode.DATABASE_READ)) {
            // Given
            rig.door.set(Door.State.SHUT);

            // When, Then
            assertThatThrownBy(rig.watches::all).isInstanceOf(Refused.class);
        }
    }

    private static FeatureWatch only(CutoverRig rig) {
        List<FeatureWatch> all = rig.watches.all().features();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
