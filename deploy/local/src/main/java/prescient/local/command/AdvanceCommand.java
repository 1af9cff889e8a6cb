package prescient.local.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes features one mode on. */
@Command(
        name = "advance",
        description = "Take a feature one mode on, if its gates hold; says which do not.",
        sortOptions = false)
final class AdvanceCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FEATURE|all", converter = FeatureNames.Text.class, description = "What to advance.")
    FeatureNames names = FeatureNames.ALL;

    @Option(names = "--dry-run", description = "Only say whether it may; 0 when it may.")
    boolean dryRun;

    @Option(names = "--by", paramLabel = "NAME", description = "Who does it, for the audit.")
    @Nullable String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit.")
    @Nullable String reason;

    @Override
    public Integer call() throws InterruptedException {
        var body = Output.object()
                .put("dry_run", dryRun)
                .put("by", by == null ? Verbs.user() : by)
                .put("reason", reason);
        return new Verbs("advance", common)
                .run(
                        names.features(),
                        body,
                        "Make the gates hold that are named above, then run ./prescient advance " + names.text()
                                + " again.");
    }
}
