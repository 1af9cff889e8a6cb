package prescient.local.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-06-30T02:00:00Z");

    @Test
    void dailyOnesStayThirtyDaysAndTheLastOfEachWeekSixMonths() {
        // Given
        var backups = new ArrayList<Manifest>();
        for (var days = 0; days < 400; days++) {
            backups.add(good(days));
        }
        // When
        var whole = Retention.decide(backups, NOW).whole();
        // Then
        var left = new ArrayList<>(backups);
        left.removeAll(whole);
        assertThat(left.subList(0, 31)).isEqualTo(backups.subList(0, 31));
        assertThat(left).hasSize(31 + 21);
        assertThat(left.subList(31, left.size())).allSatisfy(kept -> {
            assertThat(kept.created()).isAfter(NOW.minus(Duration.ofDays(184)));
            assertThat(kept.created().atZone(java.time.ZoneOffset.UTC).getDayOfWeek())
                    .isEqualTo(java.time.DayOfWeek.SUNDAY);
        });
    }

    @Test
    void jsonFilesStayNinetyDays() {
        // Given
        var backups = List.of(good(1), good(80), good(95), withoutJson(120));
        // When
        var decision = Retention.decide(backups, NOW);
        // Then
        assertThat(decision.whole()).isEmpty();
        assertThat(decision.jsonOnly()).containsExactly(backups.get(2));
    }

    @Test
    void theNewestGoodOneStaysHoweverOldItIs() {
        // Given
        var backups = List.of(bad(40), good(500), good(501));
        // When
        var decision = Retention.decide(backups, NOW);
        // Then
        assertThat(decision.whole()).containsExactly(backups.get(0), backups.get(2));
        assertThat(decision.jsonOnly()).isEmpty();
    }

    @Test
    void aSafetyBackupIsNotTheNewestGoodOne() {
        // Given
        var backups = List.of(safety(31), good(200));
        // When, Then
        assertThat(Retention.decide(backups, NOW).whole()).containsExactly(backups.get(0));
    }

    @Test
    void aBackupThatIsNotGoodDoesNotStandForItsWeek() {
        // Given
        var backups = List.of(good(0), bad(44), good(45));
        // When, Then
        assertThat(Retention.decide(backups, NOW).whole()).containsExactly(backups.get(1));
    }

    private static Manifest good(int daysAgo) {
        return backup(daysAgo).judged(List.of(), NOW.toString());
    }

    private static Manifest bad(int daysAgo) {
        return backup(daysAgo).judged(List.of("a difference"), NOW.toString());
    }

    private static Manifest withoutJson(int daysAgo) {
        return good(daysAgo).withoutJson(Map.of(), NOW.toString());
    }

    private static Manifest safety(int daysAgo) {
        return backup(daysAgo, true).judged(List.of(), NOW.toString());
    }

    private static Manifest backup(int daysAgo) {
        return backup(daysAgo, false);
    }

    private static Manifest backup(int daysAgo, boolean safety) {
        return SampleBackups.unjudged("backup-" + daysAgo, NOW.minus(Duration.ofDays(daysAgo)), safety);
    }
}
