package prescient.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Backtests of a running suite. */
@Command(
        name = "backtest",
        description = "Trade a strategy over what was recorded, and look at what it brought.",
        subcommands = {
            BacktestRunCommand.class,
            BacktestListCommand.class,
            BacktestShowCommand.class,
            BacktestCompareCommand.class,
            BacktestCancelCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class BacktestCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
