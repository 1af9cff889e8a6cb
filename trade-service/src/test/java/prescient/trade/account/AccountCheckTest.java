package prescient.trade.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What health says of the copies of the accounts. */
class AccountCheckTest {

    private static final Duration TOO_LONG = Duration.ofSeconds(151);

    private final AccountRig rig = new AccountRig();
    private final StandingJob job = new StandingJob(List.of("demo"), rig.marks(), null, rig.clock());
    private final AccountCheck check = new AccountCheck(job, rig.config(), rig.clock());

    @AfterEach
    void end() {
        rig.close();
    }

    private HealthCheckResponse look() {
        job.look();
        return check.call();
    }

    private static Object state(HealthCheckResponse answer) {
        return answer.getData().orElseThrow().get("state");
    }

    /** Marks all lists but these as complete now. */
    private void synced(Part... not) {
        for (var part : Part.values()) {
            if (!List.of(not).contains(part)) {
                rig.marks()
                        .complete("demo", part, null, rig.clock().instant())
                        .await()
                        .atMost(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void withoutAccountsItIsOff() {
        var off =
                new AccountCheck(new StandingJob(List.of(), rig.marks(), null, rig.clock()), rig.config(), rig.clock());

        assertThat(off.call().getName()).isEqualTo("account_sync");
        assertThat(state(off.call())).isEqualTo("off");
    }

    @Test
    void anAccountWithCompleteWalksIsInStep() {
        // Given a process that has just begun, and then one that has read everything
        assertThat(state(look())).isEqualTo("in step");
        rig.advance(TOO_LONG);

        // When
        synced();

        // Then
        assertThat(state(look())).isEqualTo("in step");
    }

    @Test
    void aListThatCannotBeReadDegradesAndTooLongIsDeath() {
        // Given
        synced();
        rig.advance(Duration.ofSeconds(60));
        synced(Part.ORDERS);
        rig.marks()
                .failed("demo", Part.ORDERS, "answered HTTP 500", rig.clock().instant())
                .await()
                .atMost(Duration.ofSeconds(10));

        // When
        var degraded = look();
        rig.advance(TOO_LONG.minusSeconds(60));
        synced(Part.ORDERS);
        var dead = look();

        // Then
        assertThat(state(degraded)).isEqualTo("degraded");
        assertThat(degraded.getStatus()).isEqualTo(Status.UP);
        assertThat(degraded.getData().orElseThrow()).containsEntry("demo_orders_failure", "answered HTTP 500");
        assertThat(state(dead)).isEqualTo("dead");
        assertThat(dead.getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void whatAnotherEnvironmentFailedAtIsNotThisOnes() {
        // Given
        rig.marks()
                .failed("prod", Part.FILLS, "answered HTTP 500", rig.clock().instant())
                .await()
                .atMost(Duration.ofSeconds(10));

        // When, Then
        assertThat(state(look())).isEqualTo("in step");
    }
}
