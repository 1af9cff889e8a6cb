package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.api.EventClient;
import prescient.local.api.EventClient.Event;
import prescient.local.state.Tokens;

/** Prints what changes, as it happens. */
@Command(
        name = "stream",
        description = "Print trades, cycles and what else changes as it happens, until Ctrl-C.",
        sortOptions = false)
final class StreamCommand implements Callable<Integer> {

    private static final String PATH = "/trading/stream";

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--after", paramLabel = "ID", description = "Begin behind the event with this id.")
    @Nullable String after;

    @Option(names = "--events", paramLabel = "N", description = "End after so many events; beats do not count.")
    long events = Long.MAX_VALUE;

    @Option(
            names = "--pause",
            paramLabel = "MS",
            description = "Before a lost stream is opened again; 1000 by default.")
    long pause = 1000;

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> {
            var client =
                    new EventClient(suite.gatewayUrl(), Tokens.of(suite.folder()), Duration.ofMillis(pause), after);
            client.follow(PATH, this::take, () -> System.err.println("the stream has ended; going on with a new one"));
            return 0;
        });
    }

    /** Prints an event; true when more are wanted. */
    private boolean take(Event event) {
        if (event.name().equals("beat")) {
            return true;
        }
        if (common.json) {
            Output.jsonLine(Output.object()
                    .put("event", event.name())
                    .put("id", event.id())
                    .set("data", event.data()));
        } else {
            Output.line("%-7s %s".formatted(event.name(), words(event.data())));
        }
        return --events > 0;
    }

    private static String words(JsonNode data) {
        return data.propertyStream()
                .filter(field -> !field.getValue().isNull())
                .map(field -> field.getKey() + "=" + text(field.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
