package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import prescient.trade.testing.TradeServiceTest;
import prescient.trade.venue.Answer;
import prescient.trade.venue.TimeInForce;

/**
 * Ten thousand orders in real time, on the running service with books over HTTP. Takes {@value #SECONDS} seconds and the
 * longest latency, belongs on an idle machine, and therefore runs only when asked for: {@code -Dprescient.timing=true}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "prescient.timing", matches = "true")
class SimulationTimingTest extends TradeServiceTest {

    private static final int ORDERS = 10_000;
    private static final int SECONDS = 60;
    private static final int A_SECOND = 10;

    /** Sent and forgotten before, so that no class is loaded while time is taken: the first of all take a second. */
    private static final int WARM_UP = 200;

    @Inject
    SimulatedExchange exchange;

    @Inject
    SimulationMeters meters;

    @Inject
    Scheduler scheduler;

    @Test
    void eventsHappenWithinAHundredMillisecondsOfTheirDrawnTimes() throws InterruptedException {
        // Given no desk, which would ask whose orders these are, and twenty markets with depth for all
        scheduler.pause("desk");
        var now = Instant.now();
        for (int market = 0; market < 20; market++) {
            var ticker = "KXBTCD-T" + market;
            neighbours.book(ticker, """
                    {"ticker": "%s", "at": "%s", "close_time": "%s", "yes": [], "no": [[0.99, 1000]]}
                    """.formatted(ticker, now, now.plusSeconds(7200)));
        }
        send("warm-up", WARM_UP);
        var before = meters.measured();

        // When
        int working = send("timed", ORDERS);

        // Then
        var after = meters.measured();
        long events = after.events() - before.events();
        long within = after.within100Ms() - before.within100Ms();
        System.out.printf(
                "within 100 ms of the drawn time, at the commit: %d of %d events (%.3f %%); before them %d of %d%n",
                within, events, 100.0 * within / events, before.within100Ms(), before.events());
        assertThat(working).isEqualTo(ORDERS);
        assertThat(events).isEqualTo(ORDERS);
        assertThat((double) within / events).isGreaterThanOrEqualTo(0.999);
    }

    /** Sends orders at an even rate and waits until all have happened; how many the exchange took. */
    private int send(String name, int orders) throws InterruptedException {
        long before = meters.measured().events();
        var working = new AtomicInteger();
        long start = System.nanoTime();
        for (int sent = 0; sent < orders; sent++) {
            long at = start + Duration.ofSeconds(SECONDS).toNanos() * (sent / A_SECOND) / (ORDERS / A_SECOND);
            Thread.sleep(Duration.ofNanos(Math.max(0, at - System.nanoTime())));
            var id = (sent % 2 == 0 ? "auto-" : "") + name + start + "-" + sent;
            exchange.submit(SimulationRig.yes(id, "KXBTCD-T" + sent % 20, "1", "0.01", TimeInForce.FILL_OR_KILL))
                    .subscribe()
                    .with(answer -> working.addAndGet(answer instanceof Answer.Working ? 1 : 0));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> meters.measured().events() - before >= orders);
        return working.get();
    }
}
