package prescient.local.cycle;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names cycles after the suite's time, for instance {@code cycle-20251015T161000Z-1}. One thread. */
final class CycleIds {

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private int number;

    CycleIds(InstantSource clock) {
        this.clock = clock;
    }

    String next() {
        number++;
        return "cycle-" + COMPACT.format(clock.instant()) + "-" + number;
    }
}
