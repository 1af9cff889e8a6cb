package prescient.trade.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.json.JsonSettings;
import prescient.trade.notification.Notice;
import prescient.trade.notification.Severity;
import prescient.trade.status.HealthClient.Answer;
import prescient.trade.status.SuiteStatus.Component;
import prescient.trade.status.SuiteStatus.LastCycle;

/** What people are told of cut-overs, of a cycle that stands still, and of a day. */
class NewsViewTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    private static JsonNode json(String text) {
        try {
            return JsonSettings.mapper().readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }

    private static List<Notice> ofFeature(String report, Instant now) {
        var answer = new Answer(
                Component.offline("http://127.0.0.1:1"), json("{\"features\": [" + report + "]}"), Duration.ZERO);
        return new NewsView(List.of(answer), null, Duration.ofMinutes(30), now).notices();
    }

    private static String feature(long revision, String more) {
        return """
            {"feature": "trades", "mode": "database-read", "revision": %d, "since": "2026-03-02T11:00:00Z",
             "reason": "gates hold", "changed_by": "ops", "state": "ok", "frozen": false, "rules": [] %s}\
            """.formatted(revision, more);
    }

    @Test
    void aMoveIsToldForADayUnderOneKeyAndTheFirstModeIsNoMove() {
        // When
        var moved = ofFeature(feature(3, ""), NOW);
        var later = ofFeature(feature(3, ""), NOW.plus(Duration.ofHours(2)));
        var old = ofFeature(feature(3, ""), NOW.plus(Duration.ofDays(1)));
        var first = ofFeature(feature(1, ""), NOW);

        // Then
        assertThat(moved).singleElement().satisfies(notice -> {
            assertThat(notice.key()).isEqualTo("cutover/trades/database-read/2026-03-02T11:00:00Z");
            assertThat(notice.severity()).isEqualTo(Severity.INFO);
            assertThat(notice.text()).contains("ops", "gates hold");
            assertThat(notice.lasting()).isFalse();
        });
        assertThat(later).isEqualTo(moved);
        assertThat(old).isEmpty();
        assertThat(first).isEmpty();
    }

    @Test
    void aFrozenFeatureARuleThatFiresAndARefusalLast() {
        // Given
        var report = """
            {"feature": "trades", "mode": "dual-write", "revision": 4, "since": "2026-02-01T11:00:00Z",
             "state": "refusing", "sentence": "decisions differ", "frozen": true, "frozen_reason": "month end",
             "rules": [{"rule": "manual-halt", "action": "alert", "sentence": "Halted by hand."}]}\
            """;

        // When
        var notices = ofFeature(report, NOW);

        // Then
        assertThat(notices).allMatch(Notice::lasting);
        assertThat(notices)
                .extracting(Notice::key)
                .containsExactly(
                        "cutover/trades/frozen/4",
                        "cutover/trades/rule manual-halt/2026-02-01T11:00:00Z",
                        "cutover/trades/refusing/4");
        assertThat(notices)
                .extracting(Notice::severity)
                .containsExactly(Severity.WARNING, Severity.WARNING, Severity.CRITICAL);
    }

    @Test
    void aCycleStandsStillWhenItHasRunForTooLong() {
        // Given
        var started = NOW.minus(Duration.ofMinutes(31));

        // When
        var running = cycle(new LastCycle("c1", "running", started, null));
        var ended = cycle(new LastCycle("c1", "completed", started, NOW));
        var young = cycle(new LastCycle("c1", "running", NOW.minus(Duration.ofMinutes(29)), null));

        // Then
        assertThat(running).extracting(Notice::key).containsExactly("cycle/c1/stands-still");
        assertThat(ended).isEmpty();
        assertThat(young).isEmpty();
    }

    private static List<Notice> cycle(LastCycle last) {
        var trading = new Trading(last, 0, 0, 0, null, null);
        return new NewsView(List.of(), trading, Duration.ofMinutes(30), NOW).notices();
    }

    @Test
    void aDaysReportHasEveryWatchedFeatureAndEveryIncident() {
        // Given
        var watch = json("""
            {"service": "trade-service", "features": [{"feature": "trades", "days": [
              {"day": "2026-03-01", "mode": "database-read", "sentence": "good"},
              {"day": "2026-03-02", "mode": "database-read", "sentence": "3 records differed"}]}]}\
            """);
        var day = LocalDate.of(2026, 3, 1);

        // When
        var good = new DailyReport(day, List.of(watch), List.of()).notices(NOW);
        var bad = new DailyReport(day.plusDays(1), List.of(watch), List.of("feeds-1: warning")).notices(NOW);
        var partly = new DailyReport(day, List.of(watch, MissingNode.getInstance()), List.of());
        var nothing = new DailyReport(day.minusDays(1), List.of(watch), List.of()).notices(NOW);

        // Then
        assertThat(good).singleElement().satisfies(notice -> {
            assertThat(notice.key()).isEqualTo("daily-report/2026-03-01");
            assertThat(notice.severity()).isEqualTo(Severity.INFO);
            assertThat(notice.text()).isEqualTo("trades, database-read: good");
        });
        assertThat(bad.getFirst().severity()).isEqualTo(Severity.WARNING);
        assertThat(bad.getFirst().title()).contains("2 things");
        assertThat(bad.getFirst().text()).contains("3 records differed", "incident feeds-1: warning");
        assertThat(partly.complete()).isFalse();
        assertThat(partly.notices(NOW).getFirst().text()).contains("1 services have not answered");
        assertThat(nothing).isEmpty();
    }
}
