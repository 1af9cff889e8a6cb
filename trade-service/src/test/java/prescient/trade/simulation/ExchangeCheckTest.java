package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.trade.simulation.SimulationRig.START;
import static prescient.trade.simulation.SimulationRig.yes;
import static prescient.trade.venue.TimeInForce.FILL_OR_KILL;

import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;

/** What health says of the paper exchange. */
class ExchangeCheckTest {

    private static final String M = "KXBTCD-25JUL2813-T118749.99";

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final SimulationRig rig = new SimulationRig(START);
    private final LatenessJob job = new LatenessJob(rig.orders, null, rig.clock);
    private final ExchangeCheck check = new ExchangeCheck(job, rig.config, rig.clock);

    private HealthCheckResponse look() {
        job.look();
        return check.call();
    }

    private static Object state(HealthCheckResponse answer) {
        return answer.getData().orElseThrow().get("state");
    }

    @Test
    void whatHappensAtItsTimeIsOnTime() {
        // Given
        var first = check.call();
        rig.offerYes(M, "0.40:10");
        rig.submit(yes("a", M, "4", "0.40", FILL_OR_KILL));
        var waiting = look();

        // When
        rig.run(Duration.ofSeconds(3));

        // Then
        assertThat(first.getName()).isEqualTo("exchange");
        assertThat(state(first)).isEqualTo("not looked yet");
        assertThat(state(waiting)).isEqualTo("on time");
        assertThat(state(look())).isEqualTo("on time");
    }

    @Test
    void anOrderThatIsSecondsLateDegradesAndOneThatIsForgottenIsDeath() {
        // Given an order, and nobody who lets anything happen
        rig.submit(yes("a", M, "4", "0.40", FILL_OR_KILL));

        // When
        rig.clock.by(Duration.ofSeconds(10));
        var late = look();
        rig.clock.by(Duration.ofSeconds(15));
        var dead = look();

        // Then
        assertThat(state(late)).isEqualTo("degraded");
        assertThat(late.getStatus()).isEqualTo(Status.UP);
        assertThat(state(dead)).isEqualTo("dead");
        assertThat(dead.getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void aResultThatDoesNotComeDegrades() {
        // Given a fill, and no result of its market
        rig.offerYes(M, "0.40:10");
        rig.submit(yes("a", M, "4", "0.40", FILL_OR_KILL));
        rig.run(Duration.ofSeconds(3));

        // When
        rig.clock.by(Duration.ofHours(3));
        var answer = look();

        // Then
        assertThat(state(answer)).isEqualTo("degraded");
        assertThat(answer.getStatus()).as("the venue decides when").isEqualTo(Status.UP);
    }

    @Test
    void aWaitingOrderThatNobodyCanLookAtIsDeath() {
        // Given
        rig.submit(yes("a", M, "4", "0.40", FILL_OR_KILL));
        look();

        // When
        rig.clock.by(Duration.ofSeconds(21));

        // Then
        assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    }
}
