package prescient.local;

/**
 * Something the launcher could not do, in words for the person at the terminal. Its {@code code} is stable, for
 * programs; {@link #nextStep} says what to do about it.
 */
public final class LauncherProblem extends RuntimeException {

    /** Exit code of a failure that is none of the others. */
    public static final int FAILED = 1;

    /** Exit code of a command line that cannot be understood. */
    public static final int USAGE = 2;

    /** Exit code of {@code up} when the data folder is in use by a living launcher. */
    public static final int ALREADY_RUNS = 3;

    private static final long serialVersionUID = 1;

    private final String code;
    private final String nextStep;
    private final int exitCode;

    /** A failure with exit code {@link #FAILED}. */
    public LauncherProblem(String code, String message, String nextStep) {
        this(code, message, nextStep, FAILED);
    }

    /** A failure with an exit code of its own. */
    public LauncherProblem(String code, String message, String nextStep, int exitCode) {
        super(message);
        this.code = code;
        this.nextStep = nextStep;
        this.exitCode = exitCode;
    }

    public String code() {
        return code;
    }

    public String nextStep() {
        return nextStep;
    }

    public int exitCode() {
        return exitCode;
    }

    /** The message of this problem, never null. */
    public String message() {
        var message = getMessage();
        return message == null ? code : message;
    }
}
