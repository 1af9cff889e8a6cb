package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What people were told, and how the channels stand. */
@Command(
        name = "notifications",
        description = "Say what people were told, and whether it reached them.",
        subcommands = NotificationsTestCommand.class,
        synopsisSubcommandLabel = "[test]",
        sortOptions = false)
final class NotificationsCommand implements Callable<Integer> {

    /** What can have become of a notification. */
    enum State {
        WAITING,
        DELIVERED,
        UNDELIVERED
    }

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those that are waiting, delivered or undelivered over some channel.")
    @Nullable State state;

    @Option(names = "--limit", paramLabel = "N", description = "Most lines, 1 to 1000; ${DEFAULT-VALUE}.")
    int limit = 100;

    @Override
    public Integer call() throws InterruptedException {
        return SuiteSession.running(common, suite -> {
            var api = suite.api();
            var wanted = state == null ? "" : "&state=" + state.name().toLowerCase(Locale.ROOT);
            var answer = Output.object();
            answer.set("channels", api.read("/notifications/channels"));
            answer.set(
                    "notifications",
                    api.read("/notifications?limit=" + limit + wanted).path("items"));
            if (common.json) {
                Output.json(answer);
            } else {
                print(answer);
            }
            return 0;
        });
    }

    private static void print(JsonNode answer) {
        for (var channel : answer.path("channels")) {
            var state = channel.path("state").asText();
            Output.line("%-9s %s%s%s"
                    .formatted(
                            channel.path("channel").asText(),
                            state,
                            state.equals("off") ? "" : ", " + counts(channel),
                            channel.hasNonNull("error")
                                    ? ", " + channel.path("error").asText()
                                    : ""));
        }
        for (var told : answer.path("notifications")) {
            Output.line("%-9s %s  %s (%s)"
                    .formatted(
                            told.path("severity").asText(),
                            told.path("told_at").asText(),
                            told.path("title").asText(),
                            deliveries(told.path("deliveries"))));
        }
    }

    private static String counts(JsonNode channel) {
        return "%s waiting, %s given up"
                .formatted(
                        channel.path("waiting").asText("?"),
                        channel.path("undelivered").asText("?"));
    }

    private static String deliveries(JsonNode deliveries) {
        return deliveries.isEmpty()
                ? "not sent"
                : deliveries.properties().stream()
                        .map(entry -> entry.getKey() + " "
                                + entry.getValue().path("state").asText())
                        .sorted()
                        .collect(Collectors.joining(", "));
    }
}
