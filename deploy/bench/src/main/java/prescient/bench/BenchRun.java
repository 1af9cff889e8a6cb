package prescient.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import prescient.local.LauncherProblem;

/** How every benchmark runs: where the project is, what is printed, and with which code it ends. Stateless. */
public final class BenchRun {

    private static final int TARGET_MISSED = 4;

    private BenchRun() {}

    /** A benchmark from its arguments to its report; an {@link IllegalArgumentException} says what is wrong with them. */
    @FunctionalInterface
    public interface Work {
        Result run() throws InterruptedException, IOException;
    }

    /**
     * What was measured.
     *
     * @param text to be printed as it is
     * @param passed every target was met
     */
    public record Result(String text, boolean passed) {}

    /**
     * Runs it; the result goes to standard output, a problem to standard error.
     *
     * @return the exit code: 0, 4 when a target was missed, or that of the problem
     */
    public static int of(Work work) throws InterruptedException, IOException {
        try {
            var result = work.run();
            System.out.print(result.text());
            return result.passed() ? 0 : TARGET_MISSED;
        } catch (LauncherProblem problem) {
            System.err.println("error: " + problem.message());
            System.err.println("next step: " + problem.nextStep());
            return problem.exitCode();
        } catch (IllegalArgumentException wrong) {
            System.err.println("error: " + wrong.getMessage());
            return LauncherProblem.USAGE;
        }
    }

    /** The project's folder. */
    public static Path root() {
        return Path.of(Optional.ofNullable(System.getProperty("prescient.root")).orElse("."))
                .toAbsolutePath()
                .normalize();
    }
}
