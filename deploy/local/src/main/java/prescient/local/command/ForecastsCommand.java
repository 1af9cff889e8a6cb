package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import prescient.local.LauncherProblem;
import prescient.local.api.ApiClient;

/** Asks for forecasts as the cockpit does, or runs a forecast cycle. */
@Command(
        name = "forecasts",
        description = "Say what is forecast, how good that was and what was decided on it, or run a forecast cycle.",
        sortOptions = false)
final class ForecastsCommand implements Callable<Integer> {

    /** Whose days are the days that are traded. */
    private static final ZoneId BUSINESS = ZoneId.of("America/New_York");

    /** A day like 2026-01-31. */
    static final class Day implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            if (!text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                throw new TypeConversionException("'" + text + "' is not a day, as 2026-01-31");
            }
            return LocalDate.parse(text);
        }
    }

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "QUESTION",
            description =
                    "predictions (when left out), snapshots, observations, decisions, allocation, quality, cities,"
                            + " cycles, cycle (with --cycle), or run, which runs one.")
    ForecastsQuestion question = ForecastsQuestion.PREDICTIONS;

    @Option(
            names = "--city",
            paramLabel = "CODE",
            description = "Which city, like ny; snapshots and observations need it.")
    @Nullable String city;

    @Option(
            names = "--day",
            paramLabel = "DAY",
            converter = Day.class,
            description = "Which day, like 2026-01-31; that of the newest cycle when left out.")
    @Nullable LocalDate day;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "So many days, the last of them the day: of decisions and quality; ${DEFAULT-VALUE}.")
    int days = 30;

    @Option(names = "--env", paramLabel = "NAME", description = "Environment of the quality; ${DEFAULT-VALUE}.")
    String env = "paper";

    @Option(
            names = "--cycle",
            paramLabel = "ID",
            description = "Of a cycle: which one, or what the one to run is called.")
    @Nullable String cycle;

    @Option(names = "--limit", paramLabel = "N", description = "Most lines, 1 to 1000; ${DEFAULT-VALUE}.")
    int limit = 100;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "What to run: whole (when left out), pulse, trade or review.")
    @Nullable String part;

    @Option(names = "--dry-run", description = "A run sends no orders.")
    boolean dryRun;

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> {
            var api = suite.api();
            return question == ForecastsQuestion.RUN ? run(api) : answer(api);
        });
    }

    private int answer(ApiClient api) throws InterruptedException {
        if (question.needsCity() && city == null) {
            throw missing("--city", "./prescient forecasts cities lists them.");
        }
        if (question == ForecastsQuestion.CYCLE && cycle == null) {
            throw missing("--cycle", "./prescient forecasts cycles lists them.");
        }
        if (question.needsDay() && day == null) {
            day = newest(api);
        }
        tell(api.read(question.path(this)));
        return 0;
    }

    /** A repeat with the same id runs nothing twice. */
    private int run(ApiClient api) throws InterruptedException {
        var body = Output.object().put("cycle_id", cycle == null ? "cli-" + UUID.randomUUID() : cycle);
        if (part != null) {
            body.put("part", part);
        }
        if (dryRun) {
            body.put("live", false);
        }
        var ran = api.done("POST", "/forecast/cycles", body, "No cycle was run");
        tell(ran);
        return "completed".equals(ran.path("status").asText()) ? 0 : LauncherProblem.FAILED;
    }

    private static LocalDate newest(ApiClient api) throws InterruptedException {
        var cycles = api.read("/forecast/cycles?limit=1").path("items");
        if (cycles.isEmpty()) {
            throw missing("--day", "No cycle has run whose day could be meant; ./prescient forecasts run runs one.");
        }
        return Instant.parse(cycles.get(0).path("started_at").asText())
                .atZone(BUSINESS)
                .toLocalDate();
    }

    private void tell(JsonNode answer) {
        if (common.json) {
            Output.json(answer);
        } else {
            FiguresTable.lines(question.shown(answer)).forEach(Output::line);
        }
    }

    private static LauncherProblem missing(String option, String nextStep) {
        return new LauncherProblem("USAGE", option + " is missing.", nextStep, LauncherProblem.USAGE);
    }
}
