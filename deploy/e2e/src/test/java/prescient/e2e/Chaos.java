package prescient.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import prescient.local.ServiceName;
import prescient.local.Suite;

/**
 * Kills services and stops PostgreSQL while cycles run. Which service and when follows from the seed; what it hits of
 * the work does not, since that depends on the machine.
 */
final class Chaos implements AutoCloseable {

    private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(90);
    private static final int LONGEST_DELAY_MS = 2_500;
    private static final int LONGEST_OUTAGE_MS = 4_000;

    private sealed interface Blow {

        /** SIGKILL to a service. */
        record Kill(ServiceName service, int delayMs) implements Blow {}

        /** PostgreSQL goes away for a while; {@code clean} by a fast shutdown, else by SIGKILL. */
        record Outage(boolean clean, int delayMs, int outageMs) implements Blow {}
    }

    private final Suite suite;
    private final List<List<Blow>> byCycle = new ArrayList<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("chaos").factory());
    private final List<String> diary = new CopyOnWriteArrayList<>();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger outages = new AtomicInteger();

    /** A plan of {@code kills} kills and two outages over {@code cycles} cycles. */
    Chaos(Suite suite, Random random, int cycles, int kills) {
        this.suite = suite;
        var services = List.of(ServiceName.values());
        var blows = new ArrayList<Blow>();
        for (var number = 0; number < kills; number++) {
            var service = services.get(random.nextInt(services.size()));
            blows.add(new Blow.Kill(service, random.nextInt(LONGEST_DELAY_MS)));
        }
        for (var clean : List.of(true, false)) {
            blows.add(new Blow.Outage(clean, random.nextInt(LONGEST_DELAY_MS), random.nextInt(LONGEST_OUTAGE_MS)));
        }
        Collections.shuffle(blows, random);
        for (var number = 0; number < cycles; number++) {
            byCycle.add(new ArrayList<>());
        }
        for (var number = 0; number < blows.size(); number++) {
            byCycle.get((int) ((long) number * cycles / blows.size())).add(blows.get(number));
        }
    }

    /** What is planned for a cycle begins now, beside the caller. */
    void during(int cycle) {
        byCycle.get(cycle).forEach(blow -> {
            var _ = thread.submit(() -> {
                strike(blow);
                return null;
            });
        });
    }

    /** Returns when all that was begun has happened and all services are ready again. */
    void awaitEnd() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(10, TimeUnit.MINUTES)) {
            throw new AssertionError("the chaos does not end: " + diary);
        }
        for (var service : ServiceName.values()) {
            suite.awaitReady(service, SERVICE_PATIENCE);
        }
    }

    /** What happened, for the reader of a failed test. */
    List<String> diary() {
        return List.copyOf(diary);
    }

    int kills() {
        return kills.get();
    }

    int outages() {
        return outages.get();
    }

    private void strike(Blow blow) {
        try {
            switch (blow) {
                case Blow.Kill(var service, var delayMs) -> {
                    Thread.sleep(delayMs);
                    kill(service);
                }
                case Blow.Outage(var clean, var delayMs, var outageMs) -> {
                    Thread.sleep(delayMs);
                    outage(clean, outageMs);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            diary.add("failed: " + blow + ": " + failure);
        }
    }

    /** A service that is down already is given the time to come back: each kill hits a living process. */
    private void kill(ServiceName service) throws InterruptedException {
        suite.awaitReady(service, SERVICE_PATIENCE);
        suite.kill(service);
        kills.incrementAndGet();
        diary.add("killed " + service);
    }

    private void outage(boolean clean, int outageMs) throws InterruptedException {
        if (clean) {
            suite.stopPostgres();
        } else {
            suite.killPostgres();
        }
        diary.add("PostgreSQL " + (clean ? "stopped" : "killed") + " for " + outageMs + " ms");
        Thread.sleep(outageMs);
        suite.startPostgres();
        outages.incrementAndGet();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
