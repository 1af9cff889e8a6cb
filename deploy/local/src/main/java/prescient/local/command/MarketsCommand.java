package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prescient.local.LauncherProblem;
import prescient.local.command.Lookup.Fields;

/** The catalogue, and what other limits would let pass. */
@Command(
        name = "markets",
        description = "List markets or events, or say what other limits would let pass.",
        sortOptions = false)
final class MarketsCommand implements Callable<Integer> {

    private static final Fields MARKETS = Fields.of(
            "items",
            "market_id",
            "yes_price",
            "no_price",
            "liquidity",
            "volume",
            "end_date",
            "closed",
            "is_filtered",
            "question");
    private static final Fields EVENTS = Fields.of(
            "items", "event_id", "liquidity", "volume", "days_until_end", "end_date", "closed", "is_filtered", "title");
    private static final Fields PASSING = Fields.of(
            "items",
            "market_id",
            "yes_price",
            "no_price",
            "liquidity",
            "volume",
            "end_date",
            "question",
            "event_title");

    /** What is asked for. */
    enum Question {
        LIST,
        EVENTS,
        LIMITS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "QUESTION",
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} when left out. Limits are tried, not set.")
    Question question = Question.LIST;

    @Option(names = "--search", paramLabel = "WORDS", description = "Only those with these words in their title.")
    @Nullable String search;

    @Option(names = "--event", paramLabel = "ID", description = "Only markets of this event.")
    @Nullable String event;

    @Option(
            names = "--tradable",
            arity = "1",
            paramLabel = "true|false",
            description = "Only what passed the limits of the last cycle, or what did not.")
    @Nullable Boolean tradable;

    @Option(names = "--limit", paramLabel = "N", description = "Most rows, 1 to 1000; ${DEFAULT-VALUE}.")
    int limit = 100;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "With limits: one to try, like event_min_volume=1000; without a value it is off.")
    Map<String, String> limits = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> switch (question) {
            case LIST ->
                Lookup.tell(common, list("/markets").with("event_id", event).of(suite), MARKETS);
            case EVENTS -> Lookup.tell(common, list("/events").of(suite), EVENTS);
            case LIMITS -> Lookup.tell(common, tried(suite), PASSING);
        });
    }

    private Lookup list(String path) {
        return Lookup.at(path).with("filtered", tradable).with("search", search).with("limit", limit);
    }

    private JsonNode tried(SuiteSession suite) throws InterruptedException {
        var body = Output.object().put("run_id", "cli");
        limits.forEach((name, value) -> body.put(name, value.isEmpty() ? null : number(name, value)));
        return suite.api().done("POST", "/markets/filter/preview", body, "There is no answer");
    }

    private static BigDecimal number(String name, String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException wrong) {
            throw new LauncherProblem(
                    "USAGE",
                    "--set " + name + "=" + value + " is no number.",
                    "Name a limit with a number: --set market_min_volume=1000; ./prescient markets --help says more.",
                    LauncherProblem.USAGE);
        }
    }
}
