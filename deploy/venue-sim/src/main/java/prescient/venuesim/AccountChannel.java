package prescient.venuesim;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.WeakHashMap;

/** One of the account's channels: what happened since the subscription, each message numbered. */
final class AccountChannel implements KalshiChannel {

    private final String name;
    private final String type;
    private final KalshiAccount account;
    private final Map<KalshiSubscription, Integer> told = new WeakHashMap<>();

    /**
     * @param name of the channel
     * @param type of its messages
     */
    AccountChannel(String name, String type, KalshiAccount account) {
        this.name = name;
        this.type = type;
        this.account = account;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean wantsMarkets() {
        return false;
    }

    @Override
    public synchronized void begin(KalshiSubscription subscription, Collection<String> markets, Instant now) {
        told.put(subscription, account.eventCount());
    }

    @Override
    public synchronized void between(KalshiSubscription subscription, Instant from, Instant until) {
        account.advance(until);
        int place = told.getOrDefault(subscription, account.eventCount());
        var events = account.eventsAfter(place);
        told.put(subscription, place + events.size());
        for (var event : events) {
            if (event.channel().equals(name)) {
                subscription.sendNumbered(type, AccountJson.message(event.about()));
            }
        }
    }
}
