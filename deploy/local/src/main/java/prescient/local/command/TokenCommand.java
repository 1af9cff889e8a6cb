package prescient.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.state.Tokens;

/** Prints a token for whoever calls the suite from this machine. */
@Command(name = "token", description = "Print a token for the HTTP API, or where it is.")
final class TokenCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--role", paramLabel = "ROLE", description = "viewer, trader or operator; viewer by default.")
    String role = "viewer";

    @Option(names = "--path", description = "Print the file it is in, not the token.")
    boolean path;

    @Option(
            names = "--renew",
            description = "Make all tokens anew first, and keys where there are none, also in an empty folder.")
    boolean renew;

    @Override
    public Integer call() {
        var tokens = Tokens.of(renew ? common.folder() : common.existingFolder());
        if (renew) {
            tokens.renew();
        }
        var token = tokens.ofRole(role);
        if (common.json) {
            var answer = Output.object()
                    .put("role", role)
                    .put("path", tokens.file(role).toString());
            Output.json(path ? answer : answer.put("token", token));
        } else {
            Output.line(path ? tokens.file(role).toString() : token);
        }
        return 0;
    }
}
