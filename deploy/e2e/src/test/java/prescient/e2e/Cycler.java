package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs trading cycles one after the other on a thread of its own, so that a test can do something to the suite
 * meanwhile. Half a day passes at the venue with each cycle.
 */
final class Cycler implements AutoCloseable {

    private final LiveSuite live;
    private final int days;
    private final Api venue;
    private final Thread thread;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final List<JsonNode> cycles = new CopyOnWriteArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    /** Each cycle looks at the markets of three days. */
    Cycler(LiveSuite live) {
        this(live, 2);
    }

    /** @param days beyond the first whose markets a cycle looks at; the fewer, the longer there is something new */
    Cycler(LiveSuite live, int days) {
        this.days = days;
        this.live = live;
        this.venue = new Api(live.suite().venueSim().orElseThrow().url());
        this.thread = Thread.ofVirtual().name("cycler").start(this::run);
    }

    /** Work that no cycle runs beside. */
    interface Quiet {
        void run() throws Exception;
    }

    /** Runs work between two cycles. */
    void between(Quiet work) throws Exception {
        turn.lock();
        try {
            work.run();
        } finally {
            turn.unlock();
        }
    }

    /** Waits until {@code more} further cycles have ended. */
    void await(int more, Duration patience) throws InterruptedException {
        var wanted = cycles.size() + more;
        var deadline = System.nanoTime() + patience.toNanos();
        while (cycles.size() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + cycles.size() + " of " + wanted + " cycles ended; " + troubles);
            }
            Thread.sleep(50);
        }
    }

    /** The cycles that ended, oldest first. */
    List<JsonNode> cycles() {
        return List.copyOf(cycles);
    }

    /** What the cycles say they executed. */
    int executed() {
        return cycles.stream()
                .mapToInt(cycle -> cycle.path("summary").path("executed").asInt())
                .sum();
    }

    /** Fails when any cycle did not complete or any request failed. */
    void verify() {
        assertThat(troubles).isEmpty();
    }

    private void run() {
        for (var number = 0; !stopping; number++) {
            turn.lock();
            try {
                venue.post(
                                "/sim/clock",
                                "{\"at\":\"%s\"}".formatted(Instant.now().plus(Duration.ofHours(12L * number))))
                        .ok();
                cycle(number);
            } catch (IOException | AssertionError trouble) {
                troubles.add("cycle " + number + ": " + trouble);
            } catch (InterruptedException ended) {
                return;
            } finally {
                turn.unlock();
            }
            pause();
        }
    }

    private void cycle(int number) throws IOException, InterruptedException {
        var day = 1 + number * Math.max(1, days) % 180;
        var answer = live.api()
                .post("/trading/cycles", """
                {"cycle_id":"cycle-%d","portfolio_id":1,"strategy":"most-likely","parameters":{"trade_amount":2},
                 "filters":{"event_min_liquidity":null,"event_min_volume":null,"market_min_liquidity":null,
                            "market_min_volume":null,"event_min_days_until_end":%d,"event_max_days_until_end":%d}}
                """.formatted(number, day, day + days))
                .ok();
        if (!answer.path("status").asText().equals("completed")) {
            troubles.add("cycle " + number + " " + answer);
        }
        cycles.add(answer);
    }

    private void pause() {
        try {
            Thread.sleep(700); // the markets have to last
        } catch (InterruptedException ended) {
            stopping = true;
        }
    }

    @Override
    public void close() {
        finish();
        venue.close();
    }

    /** Runs no further cycle; returns when the one that runs has ended. */
    void finish() {
        stopping = true;
        try {
            thread.join(Duration.ofMinutes(3));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
