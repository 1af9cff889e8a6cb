package prescient.local.service;

import java.time.Duration;

/** The pause before a service is started again: short at first, doubled while it keeps failing. One thread. */
final class BackOff {

    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Duration next = SHORTEST;

    /** The pause after one more failure. */
    Duration next() {
        var pause = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }

    /** The service worked for a while: begin with the shortest pause again. */
    void reset() {
        next = SHORTEST;
    }
}
