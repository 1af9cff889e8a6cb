package prescient.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnMomentTest {

    @Test
    void jobsAreSpreadOverTheWholeSecond() {
        // Given the same eight jobs in five services
        var moments = Stream.of("trade", "portfolio", "signal", "market-ingest", "forecast")
                .flatMapToLong(service ->
                        IntStream.range(0, 8).mapToLong(job -> OwnMoment.millisOf(service + "-service", "job-" + job)))
                .boxed()
                .toList();

        // Then no tenth of a second has more than three times its share, and none is outside of the second
        assertThat(moments).allMatch(millis -> millis >= 0 && millis < 1000);
        var perTenth = moments.stream().collect(Collectors.groupingBy(millis -> millis / 100, Collectors.counting()));
        assertThat(perTenth.values()).allMatch(jobs -> jobs <= 12);
    }

    @Test
    void aJobWaitsForItsMomentAndThenRuns() {
        var moments = new OwnMoment("trade-service", new ServiceEnd(scheduler(() -> {})));
        long millis = OwnMoment.millisOf("trade-service", "outbox");

        long began = System.nanoTime();
        boolean skipped = moments.test(execution("outbox"));

        assertThat(skipped).isFalse();
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void aJobThatWaitsWhenTheServiceEndsDoesNotBegin() throws Exception {
        // Given a job that waits for the last tenth of the second
        var paused = new AtomicBoolean();
        var end = new ServiceEnd(scheduler(() -> paused.set(true)));
        var moments = new OwnMoment("trade-service", end);
        var late = IntStream.range(0, 1000)
                .mapToObj(job -> "job-" + job)
                .filter(job -> OwnMoment.millisOf("trade-service", job) > 900)
                .findFirst()
                .orElseThrow();
        long began = System.nanoTime();
        var skipped = CompletableFuture.supplyAsync(() -> moments.test(execution(late)));

        // When the service ends
        end.begin(new ShutdownEvent());

        // Then it is skipped at once, so is the next, and the scheduler begins no other
        assertThat(skipped.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(moments.test(execution(late))).isTrue();
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
        assertThat(paused).isTrue();
    }

    private static Scheduler scheduler(Runnable onPause) {
        return (Scheduler) Proxy.newProxyInstance(
                OwnMomentTest.class.getClassLoader(), new Class<?>[] {Scheduler.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("pause")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    onPause.run();
                    return null;
                });
    }

    private static ScheduledExecution execution(String job) {
        var trigger = new Trigger() {
            @Override
            public String getId() {
                return job;
            }

            @Override
            public Instant getNextFireTime() {
                return null;
            }

            @Override
            public Instant getPreviousFireTime() {
                return null;
            }

            @Override
            public boolean isOverdue() {
                return false;
            }
        };
        return new ScheduledExecution() {
            @Override
            public Trigger getTrigger() {
                return trigger;
            }

            @Override
            public Instant getFireTime() {
                return Instant.EPOCH;
            }

            @Override
            public Instant getScheduledFireTime() {
                return Instant.EPOCH;
            }
        };
    }
}
