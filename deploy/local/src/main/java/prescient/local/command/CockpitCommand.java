package prescient.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.state.Tokens;

/** Prints where the cockpit of the suite that runs is, with a token for whoever looks. */
@Command(name = "cockpit", description = "Print the address of the cockpit, to be opened in a browser.")
final class CockpitCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--role", paramLabel = "ROLE", description = "viewer, trader or operator; viewer by default.")
    String role = "viewer";

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> {
            // Behind the #, where a browser keeps it to itself.
            var address = suite.gatewayUrl() + "/cockpit/#token="
                    + Tokens.of(suite.folder()).ofRole(role);
            if (common.json) {
                Output.json(Output.object().put("role", role).put("url", address));
            } else {
                Output.line(address);
            }
            return 0;
        });
    }
}
