package prescient.local.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prescient.local.LauncherProblem;

/** Says how the cut-over stands, of all features or everything about one. */
@Command(
        name = "cutover",
        description = "Say how the cut-over of features stands, with gates and evidence.",
        sortOptions = false)
final class CutoverCommand implements Callable<Integer> {

    /** The routes below a feature that list something. */
    enum Part {
        PARITY,
        DIFFERENCES,
        QUARANTINE,
        JOBS,
        AUDIT
    }

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FEATURE|all",
            converter = FeatureNames.Text.class,
            description = "Of what; a table of all when left out.")
    FeatureNames names = FeatureNames.ALL;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PART",
            description =
                    "Of one feature: parity, differences, quarantine, jobs or audit; gates and figures when left out.")
    @Nullable Part part;

    @Option(names = "--limit", paramLabel = "N", description = "Most rows of a list, 1 to 1000; ${DEFAULT-VALUE}.")
    int limit = 100;

    @Override
    public Integer call() throws InterruptedException {
        boolean isOne = names.features().size() == 1;
        if (!isOne && part != null) {
            throw new LauncherProblem(
                    "USAGE",
                    "Name the feature whose " + text(part) + " is wanted.",
                    "./prescient cutover --help lists its options.",
                    LauncherProblem.USAGE);
        }
        return SuiteSession.running(common, suite -> {
            var answer = isOne
                    ? suite.api().read(path(names.text()))
                    : suite.cutover().all();
            if (common.json) {
                Output.json(answer);
            } else if (isOne) {
                FiguresTable.lines(answer).forEach(Output::line);
            } else {
                CutoverTable.print(answer);
            }
            return 0;
        });
    }

    private String path(String feature) {
        var base = "/cutover/" + feature;
        if (part == null) {
            return base;
        }
        return base + "/" + text(part) + (part == Part.PARITY ? "" : "?limit=" + limit);
    }

    private static String text(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
