package prescient.local.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets frozen features move again. */
@Command(name = "unfreeze", description = "Let a frozen feature move again.", sortOptions = false)
final class UnfreezeCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FEATURE|all", converter = FeatureNames.Text.class, description = "What to unfreeze.")
    FeatureNames names = FeatureNames.ALL;

    @Option(names = "--by", paramLabel = "NAME", description = "Who does it, for the audit.")
    @Nullable String by;

    @Override
    public Integer call() throws InterruptedException {
        var body = Output.object().put("by", by == null ? Verbs.user() : by);
        return new Verbs("unfreeze", common)
                .run(names.features(), body, "./prescient status says how the suite is; run the command again.");
    }
}
