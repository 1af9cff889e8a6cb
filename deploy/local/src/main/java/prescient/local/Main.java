package prescient.local;

import prescient.local.command.Cli;

/** What {@code ./prescient} runs. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the program with its exit code. */
    public static void main(String[] arguments) {
        System.exit(Cli.run(arguments));
    }
}
