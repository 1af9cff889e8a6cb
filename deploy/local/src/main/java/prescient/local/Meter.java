package prescient.local;

import java.time.Duration;
import java.util.Locale;

/** Tells how far a long piece of work is, how fast it goes and how long it will take, every two seconds. One thread. */
public final class Meter {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Progress progress;
    private final String what;
    private final long total;
    private final long startedNanos = System.nanoTime();
    private long lastNanos = startedNanos;
    private long done;

    /**
     * A meter at 0.
     *
     * @param what is worked on, for instance {@code copying trade.trades}
     * @param total rows there are; 0 when that is not known
     */
    public Meter(Progress progress, String what, long total) {
        this.progress = progress;
        this.what = what;
        this.total = total;
    }

    /** So many rows more are done. */
    public void add(long rows) {
        done += rows;
        var now = System.nanoTime();
        if (now - lastNanos >= PAUSE.toNanos()) {
            lastNanos = now;
            progress.say(what + ": " + line(done, total, rate(now)));
        }
    }

    /** The words for a state of work; rate in rows a second. */
    public static String line(long done, long total, double rate) {
        var words = String.format(Locale.ROOT, "%,d", done);
        if (total > 0) {
            words += String.format(Locale.ROOT, " of %,d (%d %%)", total, 100 * done / total);
        }
        words += String.format(Locale.ROOT, ", %,.0f/s", rate);
        if (total > done && rate > 0) {
            words += ", " + left((long) Math.ceil((total - done) / rate)) + " left";
        }
        return words;
    }

    /** A time to wait for in words. */
    public static String left(long seconds) {
        return seconds < 120 ? seconds + " s" : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }

    private double rate(long now) {
        return done / Math.max(0.001, (now - startedNanos) / 1e9);
    }
}
