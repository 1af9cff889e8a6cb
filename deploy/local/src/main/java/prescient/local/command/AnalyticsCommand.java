package prescient.local.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for analytics as the cockpit does; what does not go together is refused by the service, with a hint. */
@Command(name = "analytics", description = "Say what trading brought and risked.", sortOptions = false)
final class AnalyticsCommand implements Callable<Integer> {

    /** The routes below {@code /analytics}. */
    enum Question {
        SUMMARY,
        EQUITY,
        BREAKDOWN,
        WATERFALL,
        EXPOSURE,
        CORRELATION,
        COMPARISON
    }

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "QUESTION",
            description = "summary (when left out), equity, breakdown, waterfall, exposure, correlation or comparison.")
    Question question = Question.SUMMARY;

    @Option(
            names = "--portfolio",
            paramLabel = "N",
            description = "Which portfolio, 1 when left out; for a comparison several: 1,2.")
    @Nullable String portfolio;

    @Option(names = "--from", paramLabel = "DAY", description = "First day in UTC, like 2026-01-31.")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day in UTC.")
    @Nullable String to;

    @Option(names = "--strategy", paramLabel = "NAME", description = "Only trades of this strategy.")
    @Nullable String strategy;

    @Option(names = "--venue", paramLabel = "NAME", description = "Only trades on this venue.")
    @Nullable String venue;

    @Option(names = "--event", paramLabel = "ID", description = "Only trades on markets of this event.")
    @Nullable String event;

    @Option(names = "--city", paramLabel = "NAME", description = "Only trades on this city's weather.")
    @Nullable String city;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "What a breakdown is by: strategy, venue, event, city, market, day, month, hour or weekday.")
    @Nullable String by;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Of hours and weekdays, like Europe/Berlin or UTC.")
    @Nullable String zone;

    @Option(names = "--sort", paramLabel = "ORDER", description = "best or worst net result first.")
    @Nullable String sort;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many lines or events.")
    @Nullable String limit;

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> {
            var answer = lookup().of(suite);
            if (common.json) {
                Output.json(answer);
            } else {
                FiguresTable.lines(answer).forEach(Output::line);
            }
            return 0;
        });
    }

    private Lookup lookup() {
        return Lookup.at("/analytics/" + question.name().toLowerCase(Locale.ROOT))
                .with("portfolio_id", portfolio)
                .with("from", from)
                .with("to", to)
                .with("strategy", strategy)
                .with("venue", venue)
                .with("event", event)
                .with("city", city)
                .with("by", by)
                .with("zone", zone)
                .with("sort", sort)
                .with("limit", limit);
    }
}
