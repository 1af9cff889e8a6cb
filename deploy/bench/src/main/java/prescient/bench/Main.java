package prescient.bench;

import java.util.Locale;
import picocli.CommandLine;

/** What {@code deploy/bench/run} runs. */
public final class Main {

    private Main() {}

    /** Measures, prints, and ends with 0 when every target was met. */
    public static void main(String[] arguments) {
        // Figures have a decimal point wherever they are read.
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new BenchCommand()).execute(arguments));
    }
}
