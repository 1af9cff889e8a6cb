package prescient.trade.active;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.trade.desk.DeskRig;
import prescient.trade.venue.Side;

/** What health says of supervision. */
class SupervisorCheckTest {

    private static final Duration LONG = Duration.ofSeconds(12);

    private ActiveRig rig;
    private FreshnessJob job;
    private SupervisorCheck check;

    @BeforeEach
    void begin() throws SQLException {
        rig = new ActiveRig();
        job = new FreshnessJob(rig.table, null, rig.desk.clock);
        check = new SupervisorCheck(job, rig.config, rig.desk.clock);
    }

    private HealthCheckResponse look() {
        job.look();
        return check.call();
    }

    private static Object state(HealthCheckResponse answer) {
        return answer.getData().orElseThrow().get("state");
    }

    private void open() {
        rig.desk.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.desk.rounds(1);
    }

    @Test
    void withoutTradesItIsIdleAndWithThemItWatches() {
        // Given
        var first = check.call();
        var before = look();

        // When
        open();
        rig.second();
        var after = look();

        // Then
        assertThat(first.getName()).isEqualTo("supervisor");
        assertThat(state(first)).isEqualTo("not looked yet");
        assertThat(state(before)).isEqualTo("idle");
        assertThat(state(after)).isEqualTo("watching");
        assertThat(after.getData().orElseThrow()).containsEntry("watched", 1L);
    }

    @Test
    void whoJudgesByOldWordsIsDegraded() {
        // Given
        open();
        rig.second();
        rig.feeds.silent = true;

        // When
        rig.desk.clock.pass(LONG);
        rig.second();
        var answer = look();

        // Then
        assertThat(state(answer)).isEqualTo("degraded");
        assertThat(answer.getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aTradeThatNobodyLooksAtIsDeathUntilSomebodyDoes() {
        // Given
        open();
        rig.second();

        // When
        rig.desk.clock.pass(LONG);
        var dead = look();
        rig.second();
        var alive = look();

        // Then
        assertThat(state(dead)).isEqualTo("dead");
        assertThat(dead.getStatus()).isEqualTo(Status.DOWN);
        assertThat(state(alive)).isEqualTo("watching");
    }

    @Test
    void aTradeThatWasNeverLookedAtCountsFromItsOpening() {
        // Given
        open();

        // When
        rig.desk.clock.pass(LONG);

        // Then
        assertThat(state(look())).isEqualTo("dead");
    }

    @Test
    void whenTheTablesDoNotAnswerNobodyKnows() {
        // Given
        open();
        rig.second();
        look();

        // When
        rig.desk.clock.pass(Duration.ofSeconds(21));

        // Then
        assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    }
}
