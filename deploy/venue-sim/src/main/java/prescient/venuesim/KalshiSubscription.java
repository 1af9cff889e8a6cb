package prescient.venuesim;

import static prescient.venuesim.Degrees.object;

import java.util.LinkedHashSet;
import java.util.Set;

/** One subscription of one connection. Its messages are numbered from 1 on where the channel numbers them. */
final class KalshiSubscription {

    private final int sid;
    private final KalshiChannel channel;
    private final Set<String> markets;
    private final SocketLine line;
    private final Json json;
    private long sent;

    KalshiSubscription(int sid, KalshiChannel channel, Set<String> markets, SocketLine line, Json json) {
        this.sid = sid;
        this.channel = channel;
        this.markets = new LinkedHashSet<>(markets);
        this.line = line;
        this.json = json;
    }

    int sid() {
        return sid;
    }

    KalshiChannel channel() {
        return channel;
    }

    /** Those it is about; empty when it is about all. */
    Set<String> markets() {
        return markets;
    }

    boolean isAbout(String market) {
        return markets.isEmpty() || markets.contains(market);
    }

    void send(String type, Object message) {
        line.send(json.write(object("type", type, "sid", sid, "msg", message)));
    }

    /** With the next number. */
    void sendNumbered(String type, Object message) {
        line.send(json.write(object("type", type, "sid", sid, "seq", ++sent, "msg", message)));
    }
}
