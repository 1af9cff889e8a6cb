package prescient.trade.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import prescient.lease.LeaseDesk;
import prescient.trade.testing.TradeServiceTest;

/** Of all replicas and threads one looks at an account. */
@QuarkusTest
class TurnDeskTest extends TradeServiceTest {

    @Inject
    LeaseDesk leases;

    private TurnDesk replica(String name) {
        return new TurnDesk(leases, Optional.of(name), 1);
    }

    @Test
    void oneReplicaHasAnAccountUntilItEnds() {
        // Given
        var one = replica("one");
        var other = replica("other");

        // When
        var first = one.alone("demo", () -> "looked");
        var meanwhile = other.alone("demo", () -> "looked");
        var elsewhere = other.alone("prod", () -> "looked");
        one.close();
        var afterwards = other.alone("demo", () -> "looked");
        other.close();

        // Then
        assertThat(first).contains("looked");
        assertThat(meanwhile).isEmpty();
        assertThat(elsewhere).contains("looked");
        assertThat(afterwards).contains("looked");
    }

    @Test
    void oneThreadOfAReplicaLooksAtATime() throws InterruptedException {
        // Given
        var replica = replica("threads");
        var looking = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var thread = Thread.ofVirtual()
                .start(() -> replica.alone("demo", () -> {
                    looking.countDown();
                    try {
                        done.await();
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                    }
                    return "looked";
                }));
        looking.await();

        // When
        var second = replica.alone("demo", () -> "looked");
        done.countDown();
        thread.join();
        var third = replica.alone("demo", () -> "looked");
        replica.close();

        // Then
        assertThat(second).isEmpty();
        assertThat(third).contains("looked");
    }
}
