package prescient.local.cycle;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names cycles after their kind and the suite's time, for instance {@code cycle-20251015T161000Z-1}. One thread. */
final class CycleIds {

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String kind;
    private final InstantSource clock;
    private int number;

    CycleIds(String kind, InstantSource clock) {
        this.kind = kind;
        this.clock = clock;
    }

    String next() {
        number++;
        return kind + "-" + COMPACT.format(clock.instant()) + "-" + number;
    }
}
