package prescient.local.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps features in the modes they are in. */
@Command(name = "freeze", description = "Keep a feature in its mode until it is unfrozen.", sortOptions = false)
final class FreezeCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FEATURE|all", converter = FeatureNames.Text.class, description = "What to freeze.")
    FeatureNames names = FeatureNames.ALL;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit.")
    @Nullable String reason;

    @Option(names = "--by", paramLabel = "NAME", description = "Who does it, for the audit.")
    @Nullable String by;

    @Override
    public Integer call() throws InterruptedException {
        var body = Output.object().put("reason", reason).put("by", by == null ? Verbs.user() : by);
        return new Verbs("freeze", common)
                .run(names.features(), body, "./prescient status says how the suite is; run the command again.");
    }
}
