package prescient.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import prescient.local.Progress;

/** Asks for a backtest and waits for what it brings. */
@Command(
        name = "run",
        description = "Trade a strategy over what was recorded from one moment to another.",
        sortOptions = false)
final class BacktestRunCommand implements Callable<Integer> {

    /** Numbers between commas. */
    static final class Numbers implements ITypeConverter<List<BigDecimal>> {
        @Override
        public List<BigDecimal> convert(String text) {
            try {
                return Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(BigDecimal::new)
                        .toList();
            } catch (NumberFormatException notOne) {
                throw new TypeConversionException("'" + text + "' is not a list of numbers, as 0.6,0.7");
            }
        }
    }

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            converter = UpCommand.InstantText.class,
            description = "Of the first cycle, for instance 2026-03-01T00:00:00Z.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required
    Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            required = true,
            converter = UpCommand.InstantText.class,
            description = "No cycle is later.")
    @SuppressWarnings("NullAway.Init") // picocli sets what is required
    Instant to;

    @Option(names = "--every", paramLabel = "SECONDS", description = "From one cycle to the next; 900 by default.")
    @Nullable Integer every;

    @Option(names = "--cash", paramLabel = "DOLLARS", description = "At the start; 10000 by default.")
    @Nullable BigDecimal cash;

    @Mixin
    CriteriaOptions criteria = new CriteriaOptions();

    @Option(
            names = "--sweep",
            paramLabel = "NAME=N,N",
            converter = {Text.class, Numbers.class},
            description = "Values of a parameter, as min_price=0.6,0.7; each combination is a variant.")
    Map<String, List<BigDecimal>> sweep = new LinkedHashMap<>();

    @Option(names = "--draws", paramLabel = "N", description = "So many of the combinations, drawn by the seed.")
    @Nullable Integer draws;

    @Option(names = "--seed", paramLabel = "N", description = "What combinations are drawn by; 0 by default.")
    @Nullable Long seed;

    @Option(
            names = "--tape",
            paramLabel = "NAME",
            description = "A recorded tape, tapes/NAME.jsonl of the data folder, instead of the market's snapshots.")
    @Nullable String tape;

    @Option(names = "--id", paramLabel = "ID", description = "Its name; repeated with it, nothing is run twice.")
    @Nullable String id;

    @Option(names = "--no-wait", description = "Do not wait for its end.")
    boolean noWait;

    /** A parameter's name. */
    static final class Text implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return text;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        var request = request();
        return BacktestSession.running(common, backtests -> {
            var taken = backtests.ask(request);
            if (noWait) {
                backtests.tell(taken, BacktestReport::printTaken);
                return 0;
            }
            var report = backtests.ended(taken.path("id").asText(), new Progress(System.err));
            backtests.tell(report, BacktestReport::print);
            return BacktestSession.exitCode(report.path("backtest"));
        });
    }

    /** What is left out keeps the service's defaults. */
    private ObjectNode request() {
        var body = Output.object()
                .put("id", id == null ? "cli-" + UUID.randomUUID() : id)
                .put("strategy", criteria.strategy)
                .put("from", from.toString())
                .put("to", to.toString());
        body.putObject("parameters").setAll(criteria.parameters());
        body.putObject("filters").setAll(criteria.filters());
        var values = body.putObject("sweep");
        sweep.forEach((name, numbers) -> {
            var list = values.putArray(name);
            numbers.forEach(list::add);
        });
        if (every != null) {
            body.put("every_seconds", every);
        }
        if (cash != null) {
            body.put("cash", cash);
        }
        if (draws != null) {
            body.put("draws", draws);
        }
        if (seed != null) {
            body.put("seed", seed);
        }
        if (tape != null) {
            body.put("tape", tape);
        }
        return body;
    }
}
