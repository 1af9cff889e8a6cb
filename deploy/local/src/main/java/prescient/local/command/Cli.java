package prescient.local.command;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import prescient.local.LauncherProblem;

/** The command line as a whole. */
@Command(
        name = "prescient",
        description = "Runs the Prescient suite on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"  test    Runs all tests (mvn verify); further arguments go to Maven.", ""})
public final class Cli {

    private static final List<Class<?>> COMMANDS = List.of(
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            WatchCommand.class,
            StreamCommand.class,
            CutoverCommand.class,
            OperationsCommand.class,
            PositionsCommand.class,
            TradesCommand.class,
            TradeCommand.class,
            SignalsCommand.class,
            MarketsCommand.class,
            MarketCommand.class,
            AnalyticsCommand.class,
            ForecastsCommand.class,
            LogsCommand.class,
            TokenCommand.class,
            CockpitCommand.class,
            StopTradingCommand.class,
            ReleaseTradingCommand.class,
            NotificationsCommand.class,
            BacktestCommand.class,
            ImportCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            AdvanceCommand.class,
            RollbackCommand.class,
            FreezeCommand.class,
            UnfreezeCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            WarmUpCommand.class);

    private Cli() {}

    /** Runs one command; returns its exit code. */
    public static int run(String... arguments) {
        if (arguments.length == 0) {
            commandLine().usage(System.err);
            return LauncherProblem.USAGE;
        }
        // To learn the options of all commands takes a third of a second, which is longer than most of them take.
        var named = COMMANDS.stream()
                .filter(command -> command.getAnnotation(Command.class).name().equals(arguments[0]))
                .findFirst();
        return commandLine(named.<List<Class<?>>>map(List::of).orElse(COMMANDS)).execute(arguments);
    }

    /** With all commands. */
    static CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    private static CommandLine commandLine(List<Class<?>> commands) {
        var line = new CommandLine(new Cli());
        commands.forEach(line::addSubcommand);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Cli::misunderstood)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(
                        failure, Arrays.asList(parsed.originalArgs().toArray()).contains("--json")));
    }

    private static int misunderstood(ParameterException failure, String[] arguments) {
        var asJson = Arrays.asList(arguments).contains("--json");
        var commands = String.join(", ", commandLine().getSubcommands().keySet());
        var ofCommand = failure.getCommandLine().getParent() != null;
        return report(
                new LauncherProblem(
                        "USAGE",
                        String.valueOf(failure.getMessage()),
                        ofCommand
                                ? "./"
                                        + failure.getCommandLine()
                                                .getCommandSpec()
                                                .qualifiedName() + " --help lists its options."
                                : "The commands are " + commands + ", test; ./prescient --help says more.",
                        LauncherProblem.USAGE),
                asJson);
    }

    private static int failed(Exception failure, boolean asJson) {
        return report(
                switch (failure) {
                    case LauncherProblem problem -> problem;
                    case UncheckedIOException io -> problemOf(io.getMessage() + cause(io));
                    default -> problemOf(failure.toString());
                },
                asJson);
    }

    private static String cause(Exception failure) {
        return failure.getCause() == null ? "" : " (" + failure.getCause().getMessage() + ")";
    }

    private static LauncherProblem problemOf(String message) {
        var full = message.contains("No space left on device");
        return full
                ? new LauncherProblem(
                        "DISK_FULL", "The disk is full: " + message, "Free some space and run the command again.")
                : new LauncherProblem(
                        "FAILED", message, "Look at the logs (./prescient logs), then run the command again.");
    }

    private static int report(LauncherProblem problem, boolean asJson) {
        if (asJson) {
            var error = Output.object();
            error.putObject("error")
                    .put("code", problem.code())
                    .put("message", problem.message())
                    .put("next_step", problem.nextStep());
            Output.json(error);
        }
        System.err.println("error: " + problem.message());
        System.err.println("next step: " + problem.nextStep());
        return problem.exitCode();
    }
}
