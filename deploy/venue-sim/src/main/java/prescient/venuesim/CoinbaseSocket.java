package prescient.venuesim;

import static prescient.venuesim.Degrees.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The spot exchange's public socket with its channels {@code ticker} and {@code heartbeat}. */
final class CoinbaseSocket implements SocketSite {

    static final String PATH = "/coinbase";

    /** What came due longer ago is not sent any more, lest a clock that is set forward flood the client. */
    private static final Duration LONGEST_LOOK_BACK = Duration.ofMinutes(2);

    private static final String TICKER = "ticker";
    private static final String HEARTBEAT = "heartbeat";
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final Noise noise;
    private final SimClock clock;
    private final Json json;

    CoinbaseSocket(Noise noise, SimClock clock, Json json) {
        this.noise = noise;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public boolean has(String path) {
        return path.equals(PATH) || path.equals(PATH + "/");
    }

    @Override
    public Talk open(Map<String, String> headers, SocketLine line) {
        return new CoinbaseTalk(line);
    }

    private final class CoinbaseTalk implements Talk {

        private final SocketLine line;
        private final Map<String, Map<String, SpotPath>> products =
                Map.of(TICKER, new LinkedHashMap<>(), HEARTBEAT, new LinkedHashMap<>());
        private Instant last = clock.instant();

        CoinbaseTalk(SocketLine line) {
            this.line = line;
        }

        @Override
        public void take(String text) {
            tick();
            try {
                command(json.mapper().readTree(text));
            } catch (JsonProcessingException e) {
                refuse("the message is no JSON");
            } catch (Refusal e) {
                refuse(e.message());
            }
        }

        private void command(JsonNode command) {
            boolean subscribes = command.path("type").asText().equals("subscribe");
            if (!subscribes && !command.path("type").asText().equals("unsubscribe")) {
                throw new Refusal(400, "Type has to be either subscribe or unsubscribe");
            }
            for (var channel : command.path("channels")) {
                var name = channel.isTextual()
                        ? channel.asText()
                        : channel.path("name").asText();
                var chosen = products.get(name);
                if (chosen == null) {
                    throw new Refusal(400, name + " is not a valid channel");
                }
                var ids = channel.has("product_ids") ? channel.path("product_ids") : command.path("product_ids");
                for (var id : ids) {
                    var path = SpotPath.of(id.asText(), noise)
                            .orElseThrow(() -> new Refusal(400, id.asText() + " is not a valid product"));
                    if (!subscribes) {
                        chosen.remove(path.symbol());
                    } else if (chosen.put(path.symbol(), path) == null && name.equals(TICKER)) {
                        line.send(ticker(path, path.last(last)));
                    }
                }
            }
            line.send(json.write(object(
                    "type",
                    "subscriptions",
                    "channels",
                    products.entrySet().stream()
                            .filter(channel -> !channel.getValue().isEmpty())
                            .map(channel -> object(
                                    "name",
                                    channel.getKey(),
                                    "product_ids",
                                    List.copyOf(channel.getValue().keySet())))
                            .toList())));
        }

        @Override
        public void tick() {
            var now = clock.instant();
            var from = last.isBefore(now.minus(LONGEST_LOOK_BACK)) ? now.minus(LONGEST_LOOK_BACK) : last;
            last = now;
            for (var path : paths(TICKER)) {
                path.ticks(from, now).forEach(tick -> line.send(ticker(path, tick)));
            }
            if (from.getEpochSecond() < now.getEpochSecond()) {
                paths(HEARTBEAT).forEach(path -> line.send(heartbeat(path, now)));
            }
        }

        private List<SpotPath> paths(String channel) {
            return List.copyOf(products.getOrDefault(channel, Map.of()).values());
        }

        private void refuse(String reason) {
            line.send(json.write(object("type", "error", "message", "Failed to subscribe", "reason", reason)));
        }
    }

    private String ticker(SpotPath path, Tick tick) {
        return json.write(object(
                "type", TICKER,
                "sequence", tick.sequence(),
                "product_id", path.symbol(),
                "price", tick.price().toPlainString(),
                "best_bid", tick.price().subtract(CENT).toPlainString(),
                "best_ask", tick.price().add(CENT).toPlainString(),
                "side", tick.sequence() % 2 == 0 ? "buy" : "sell",
                "time", tick.at().toString(),
                "trade_id", tick.sequence(),
                "last_size", "0.01"));
    }

    private String heartbeat(SpotPath path, Instant now) {
        var tick = path.last(now);
        return json.write(object(
                "type", HEARTBEAT,
                "last_trade_id", tick.sequence(),
                "product_id", path.symbol(),
                "sequence", tick.sequence(),
                "time", now.truncatedTo(ChronoUnit.MICROS).toString()));
    }
}
