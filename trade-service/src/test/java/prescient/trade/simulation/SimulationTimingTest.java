package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Inject
    SimulatedExchange exchange;

    @Inject
    SimulationMeters meters;

    @Test
    void eventsHappenWithinAHundredMillisecondsOfTheirDrawnTimes() throws InterruptedException {
        // Given twenty markets with depth for all
        var now = Instant.now();
        for (int market = 0; market < 20; market++) {
            var ticker = "KXBTCD-T" + market;
            neighbours.book(ticker, """
                    {"ticker": "%s", "at": "%s", "close_time": "%s", "yes": [], "no": [[0.99, 1000]]}
                    """.formatted(ticker, now, now.plusSeconds(7200)));
        }
        long before = meters.measured().events();
        var working = new AtomicInteger();
        long start = System.nanoTime();

        // When
        for (int sent = 0; sent < ORDERS; sent++) {
            long at = start + Duration.ofSeconds(SECONDS).toNanos() * (sent / A_SECOND) / (ORDERS / A_SECOND);
            Thread.sleep(Duration.ofNanos(Math.max(0, at - System.nanoTime())));
            var id = (sent % 2 == 0 ? "auto-t" : "t") + start + "-" + sent;
            exchange.submit(SimulationRig.yes(id, "KXBTCD-T" + sent % 20, "1", "0.01", TimeInForce.FILL_OR_KILL))
                    .subscribe()
                    .with(answer -> working.addAndGet(answer instanceof Answer.Working ? 1 : 0));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> meters.measured().events() - before >= ORDERS);

        // Then
        var measured = meters.measured();
        System.out.printf(
                "within 100 ms of the drawn time, at the commit: %d of %d events (%.3f %%), the latest %d ms%n",
                measured.within100Ms(), measured.events(), 100 * measured.share(), measured.worstMillis());
        assertThat(working).hasValue(ORDERS);
        assertThat(measured.share()).isGreaterThanOrEqualTo(0.999);
    }
}
