package prescient.local.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes features back. */
@Command(name = "rollback", description = "Take a feature one mode back, or further.", sortOptions = false)
final class RollbackCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FEATURE|all", converter = FeatureNames.Text.class, description = "What to take back.")
    FeatureNames names = FeatureNames.ALL;

    @Option(
            names = "--to",
            paramLabel = "MODE",
            converter = LegacyOptions.ModeText.class,
            description = "The mode to go back to; one step by default.")
    @Nullable String to;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit.")
    @Nullable String reason;

    @Option(names = "--force", description = "Even if the files may lack something; audited.")
    boolean force;

    @Option(names = "--by", paramLabel = "NAME", description = "Who does it, for the audit.")
    @Nullable String by;

    @Override
    public Integer call() throws InterruptedException {
        var body = Output.object()
                .put("to", to)
                .put("reason", reason)
                .put("force", force)
                .put("by", by == null ? Verbs.user() : by);
        return new Verbs("rollback", common)
                .run(
                        names.features().reversed(),
                        body,
                        "Correct the cause and run ./prescient rollback " + names.text() + " again.");
    }
}
