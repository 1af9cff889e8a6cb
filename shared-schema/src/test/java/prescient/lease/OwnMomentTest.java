package prescient.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OwnMomentTest {

    private static final List<String> JOBS = List.of("outbox", "desk", "active-trades", "kill-switch", "desk-ledger");

    private final AtomicBoolean paused = new AtomicBoolean();
    private final Scheduler scheduler = (Scheduler) Proxy.newProxyInstance(
            OwnMomentTest.class.getClassLoader(), new Class<?>[] {Scheduler.class}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "pause" -> paused.set(true);
                    case "getScheduledJobs" -> {
                        return JOBS.stream().map(OwnMomentTest::trigger).toList();
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                }
                return null;
            });
    private final ServiceEnd end = new ServiceEnd(scheduler);
    private final OwnMoment moments = new OwnMoment("trade-service", scheduler, end);

    @Test
    void theJobsOfAServiceComeAtEqualDistances() {
        var sorted = JOBS.stream()
                .map(job -> OwnMoment.millisOf("trade-service", job, JOBS))
                .sorted()
                .toList();

        // 1000 ms for five, from wherever the service begins
        long first = sorted.getFirst();
        assertThat(first).isBetween(0L, 199L);
        assertThat(sorted).containsExactly(first, first + 200, first + 400, first + 600, first + 800);
    }

    @Test
    void theSameJobComesAtAnotherMomentInAnotherService() {
        assertThat(OwnMoment.millisOf("trade-service", "desk", JOBS))
                .isNotEqualTo(OwnMoment.millisOf("signal-service", "desk", JOBS));
    }

    @Test
    void aJobWaitsForItsMomentAndThenRuns() {
        long millis = OwnMoment.millisOf("trade-service", "outbox", JOBS);

        long began = System.nanoTime();
        boolean skipped = moments.test(execution("outbox"));

        assertThat(skipped).isFalse();
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void aJobThatWaitsWhenTheServiceEndsDoesNotBegin() throws Exception {
        // Given a job that waits for the last fifth of the second
        var late = JOBS.stream()
                .filter(job -> OwnMoment.millisOf("trade-service", job, JOBS) >= 800)
                .findFirst()
                .orElseThrow();
        long began = System.nanoTime();
        var skipped = CompletableFuture.supplyAsync(() -> moments.test(execution(late)));

        // When the service ends
        end.begin(new ShutdownEvent());

        // Then it is skipped at once, so is the next, and the scheduler begins no other
        assertThat(skipped.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(moments.test(execution(late))).isTrue();
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.MILLISECONDS.toNanos(800));
        assertThat(paused).isTrue();
    }

    private static ScheduledExecution execution(String job) {
        return new ScheduledExecution() {
            @Override
            public Trigger getTrigger() {
                return trigger(job);
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

    private static Trigger trigger(String job) {
        return new Trigger() {
            @Override
            public String getId() {
                return job;
            }

            @Override
            public Instant getNextFireTime() {
                return Instant.EPOCH;
            }

            @Override
            public Instant getPreviousFireTime() {
                return Instant.EPOCH;
            }

            @Override
            public boolean isOverdue() {
                return false;
            }
        };
    }
}
