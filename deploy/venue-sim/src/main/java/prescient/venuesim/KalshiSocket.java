package prescient.venuesim;

import static prescient.venuesim.Degrees.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Kalshi's socket: one connection, many subscriptions, each with an id of its own. */
final class KalshiSocket implements SocketSite {

    static final String PATH = KalshiApi.ROOT + "trade-api/ws/v2";

    /** What came due longer ago is not sent any more, lest a clock that is set forward flood the client. */
    private static final Duration LONGEST_LOOK_BACK = Duration.ofMinutes(2);

    private static final int UNREADABLE = 1;
    private static final int UNKNOWN_COMMAND = 5;
    private static final int UNKNOWN_SUBSCRIPTION = 7;
    private static final int UNKNOWN_CHANNEL = 8;
    private static final int MARKETS_MISSING = 11;
    private static final int UNSUPPORTED_ACTION = 13;

    private final Map<String, KalshiChannel> channels = new TreeMap<>();
    private final SimClock clock;
    private final Json json;

    KalshiSocket(List<? extends KalshiChannel> channels, SimClock clock, Json json) {
        channels.forEach(channel -> this.channels.put(channel.name(), channel));
        this.clock = clock;
        this.json = json;
    }

    @Override
    public boolean has(String path) {
        return path.equals(PATH);
    }

    @Override
    public Talk open(Map<String, String> headers, SocketLine line) {
        return new KalshiTalk(line);
    }

    private final class KalshiTalk implements Talk {

        private final SocketLine line;
        private final Map<Integer, KalshiSubscription> subscriptions = new TreeMap<>();
        private Instant last = clock.instant();
        private int sids;

        KalshiTalk(SocketLine line) {
            this.line = line;
        }

        @Override
        public void take(String text) {
            // First what came before the command, so that a snapshot is of one moment with what follows it.
            tick();
            try {
                var command = json.mapper().readTree(text);
                var parameters = command.path("params");
                switch (command.path("cmd").asText()) {
                    case "subscribe" -> subscribe(command, parameters);
                    case "update_subscription" -> update(command, parameters);
                    case "unsubscribe" -> unsubscribe(command, parameters);
                    case "list_subscriptions" -> list(command);
                    default -> error(command, UNKNOWN_COMMAND, "Unknown command");
                }
            } catch (JsonProcessingException e) {
                line.send(json.write(object(
                        "type", "error", "msg", object("code", UNREADABLE, "msg", "Unable to process message"))));
            }
        }

        private void subscribe(JsonNode command, JsonNode parameters) {
            var markets = markets(parameters);
            for (var name : parameters.path("channels")) {
                var channel = channels.get(name.asText());
                if (channel == null) {
                    error(command, UNKNOWN_CHANNEL, "Unknown channel name");
                } else if (channel.wantsMarkets() && markets.isEmpty()) {
                    error(command, MARKETS_MISSING, "Market ticker required");
                } else {
                    var subscription = new KalshiSubscription(++sids, channel, markets, line, json);
                    subscriptions.put(subscription.sid(), subscription);
                    var told = object("channel", channel.name(), "sid", subscription.sid());
                    line.send(json.write(object("id", command.path("id").asLong(), "type", "subscribed", "msg", told)));
                    channel.begin(subscription, subscription.markets(), last);
                }
            }
        }

        private void update(JsonNode command, JsonNode parameters) {
            var subscription = subscriptions.get(
                    parameters.has("sid")
                            ? parameters.path("sid").asInt()
                            : parameters.path("sids").path(0).asInt());
            var markets = markets(parameters);
            if (subscription == null) {
                error(command, UNKNOWN_SUBSCRIPTION, "Unknown subscription ID");
                return;
            }
            switch (parameters.path("action").asText()) {
                case "add_markets" -> subscription.markets().addAll(markets);
                case "delete_markets" -> subscription.markets().removeAll(markets);
                case "get_snapshot" -> markets.retainAll(subscription.markets());
                default -> {
                    error(command, UNSUPPORTED_ACTION, "Unsupported action");
                    return;
                }
            }
            var told = object("market_tickers", List.copyOf(subscription.markets()));
            line.send(json.write(
                    object("id", command.path("id").asLong(), "sid", subscription.sid(), "type", "ok", "msg", told)));
            if (!parameters.path("action").asText().equals("delete_markets")) {
                subscription.channel().begin(subscription, markets, last);
            }
        }

        private void unsubscribe(JsonNode command, JsonNode parameters) {
            for (var sid : parameters.path("sids")) {
                if (subscriptions.remove(sid.asInt()) == null) {
                    error(command, UNKNOWN_SUBSCRIPTION, "Unknown subscription ID");
                } else {
                    line.send(json.write(
                            object("id", command.path("id").asLong(), "sid", sid.asInt(), "type", "unsubscribed")));
                }
            }
        }

        private void list(JsonNode command) {
            var all = subscriptions.values().stream()
                    .map(one -> object("channel", one.channel().name(), "sid", one.sid()))
                    .toList();
            line.send(json.write(object("id", command.path("id").asLong(), "type", "ok", "subscriptions", all)));
        }

        @Override
        public void tick() {
            var now = clock.instant();
            var from = last.isBefore(now.minus(LONGEST_LOOK_BACK)) ? now.minus(LONGEST_LOOK_BACK) : last;
            last = now;
            for (var subscription : new ArrayList<>(subscriptions.values())) {
                subscription.channel().between(subscription, from, now);
            }
        }

        private Set<String> markets(JsonNode parameters) {
            var markets = new LinkedHashSet<String>();
            if (parameters.has("market_ticker")) {
                markets.add(parameters.path("market_ticker").asText());
            }
            parameters.path("market_tickers").forEach(ticker -> markets.add(ticker.asText()));
            return markets;
        }

        private void error(JsonNode command, int code, String message) {
            var told = object("code", code, "msg", message);
            line.send(json.write(object("id", command.path("id").asLong(), "type", "error", "msg", told)));
        }
    }
}
