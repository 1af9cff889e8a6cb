package prescient.local.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prescient.local.LauncherProblem;

/** Says what the cockpit's page of operations shows. */
@Command(
        name = "operations",
        description = "Say how services, feeds, cycles, books and the kill switch are.",
        sortOptions = false)
final class OperationsCommand implements Callable<Integer> {

    /** What may be asked, and where. */
    enum Question {
        SERVICES("/trading/status", false),
        INCIDENTS("/trading/incidents", true),
        CYCLES("/trading/cycles", true),
        INGESTS("/ingest/runs", true),
        LEDGER("/ledger/check", false),
        KILL_SWITCH("/kill-switch", false),
        LATENCY("/simulation/latency", false),
        FAULTS("/simulation/faults", false);

        private final String path;
        private final boolean isList;

        Question(String path, boolean isList) {
            this.path = path;
            this.isList = isList;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "QUESTION",
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} when left out.")
    Question question = Question.SERVICES;

    @Option(names = "--id", paramLabel = "ID", description = "With cycles: one of them, with its steps.")
    @Nullable String id;

    @Option(names = "--limit", paramLabel = "N", description = "Most rows of a list, 1 to 1000; ${DEFAULT-VALUE}.")
    int limit = 100;

    @Override
    public Integer call() throws InterruptedException {
        if (id != null && question != Question.CYCLES) {
            throw new LauncherProblem(
                    "USAGE",
                    "--id goes with cycles only.",
                    "./prescient operations --help lists its options.",
                    LauncherProblem.USAGE);
        }
        return SuiteSession.running(common, suite -> {
            var answer = suite.api().read(path());
            if (common.json) {
                Output.json(answer);
            } else {
                FiguresTable.lines(answer).forEach(Output::line);
            }
            return 0;
        });
    }

    private String path() {
        if (id != null) {
            return question.path + "/" + Lookup.encoded(id);
        }
        return question.path + (question.isList ? "?limit=" + limit : "");
    }
}
