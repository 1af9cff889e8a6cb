package prescient.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the person at the terminal what happens, one line a step with the seconds since the start. Any thread. */
public final class Progress {

    private final PrintStream output;
    private final long startedNanos = System.nanoTime();

    /** Lines go to {@code output}, normally standard error. */
    public Progress(PrintStream output) {
        this.output = output;
    }

    /** Tells nothing. */
    public static Progress silent() {
        return new Progress(
                new PrintStream(PrintStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8));
    }

    /** One step, in a sentence without a full stop. */
    public void say(String sentence) {
        output.println(String.format(Locale.ROOT, "[%6.1f s] %s", seconds(sinceStart()), sentence));
        output.flush();
    }

    /** Time since the launcher began. */
    public Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Seconds with one decimal's worth of truth, for people. */
    public static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
