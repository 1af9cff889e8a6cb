package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;
import prescient.trade.venue.Answer;
import prescient.trade.venue.TimeInForce;

/** Ten thousand orders, at times the test makes: 1,000 a second, and a batch takes 20 ms. */
class ManyOrdersTest {

    private static final int ORDERS = 10_000;
    private static final int TOGETHER = 1000;
    private static final Duration BATCH_TAKES = Duration.ofMillis(20);

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final SimulationRig rig = new SimulationRig(SimulationRig.START);

    @Test
    void areMatchedWithinAHundredMillisecondsOfTheirDrawnTimes() {
        // Given twenty markets with depth for all
        for (int market = 0; market < 20; market++) {
            rig.offerYes("KXBTCD-M" + market, "0.01:400 0.02:400");
        }

        // When
        for (int from = 0; from < ORDERS; from += TOGETHER) {
            submit(from);
            happenUntil(rig.clock.instant().plusSeconds(1));
        }
        happenUntil(rig.clock.instant().plusSeconds(3));

        // Then
        var measured = rig.meters.measured();
        var profiles =
                rig.reports.latencies(ORDERS, LatencyProfile.QUANTILES).await().atMost(SimulationRig.PATIENCE);
        System.out.println("within 100 ms: " + measured.within100Ms() + " of " + measured.events() + ", the latest "
                + measured.worstMillis() + " ms");
        assertThat(measured.events()).isEqualTo(ORDERS);
        assertThat(measured.share()).isGreaterThanOrEqualTo(0.999);
        assertThat(profiles)
                .extracting(ReportTable.Latency::profile)
                .containsExactly(LatencyProfile.AUTO, LatencyProfile.MANUAL);
        for (var profile : profiles) {
            assertThat(profile.within()).isEqualTo(profile.events());
            assertThat(profile.drawn().get(2))
                    .isCloseTo((double) profile.profile().at(0.5).toMillis(), Percentage.withPercentage(5));
            assertThat(profile.realised().get(2) - profile.drawn().get(2)).isBetween(0.0, 40.0);
        }
        assertThat(rig.balance().balanced()).isTrue();
        assertThat(rig.fills().stream()
                        .mapToInt(fill -> fill.count().shares().intValueExact())
                        .sum())
                .isEqualTo(ORDERS);
    }

    private void submit(int from) {
        var answers = IntStream.range(from, from + TOGETHER)
                .mapToObj(i -> rig.exchange.submit(SimulationRig.yes(
                        (i % 2 == 0 ? "auto-" : "manual-") + i,
                        "KXBTCD-M" + i % 20,
                        "1",
                        "0.02",
                        TimeInForce.FILL_OR_KILL)))
                .toList();
        List<Answer> all =
                Uni.join().all(new ArrayList<>(answers)).andFailFast().await().atMost(SimulationRig.PATIENCE);
        assertThat(all).allMatch(answer -> answer instanceof Answer.Working);
    }

    private void happenUntil(java.time.Instant end) {
        while (!rig.queue.next().isAfter(end)) {
            rig.clock.until(rig.queue.next());
            var due = rig.queue.due(rig.config.batch());
            rig.clock.by(BATCH_TAKES);
            rig.loop.happen(due.stream()
                    .sorted(Comparator.comparing(EventQueue.Event::dueAt))
                    .toList());
        }
        rig.clock.until(end);
    }
}
