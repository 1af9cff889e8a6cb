package prescient.venuesim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes a whole catalogue from a seed. The same seed, sizes and epoch give the same catalogue on every machine. */
final class CatalogueGenerator {

    private final Noise events;
    private final MarketMaker maker;
    private final Instant epoch;

    private CatalogueGenerator(Noise root, boolean malformed, Instant epoch) {
        this.events = root.fork(1);
        this.maker = new MarketMaker(root.fork(2), malformed);
        this.epoch = epoch;
    }

    static Catalogue generate(VenueSource.Generated sizes, long seed, Instant epoch) {
        var generator = new CatalogueGenerator(new Noise(seed), sizes.malformed(), epoch);
        var made = generator.events(sizes.events(), sizes.markets());
        var markets = made.stream().flatMap(event -> event.markets().stream()).toList();
        return new Catalogue(Listing.of("events", made), Listing.of("markets", markets), "generated", List.of());
    }

    private List<GeneratedEvent> events(int count, int markets) {
        var made = new ArrayList<GeneratedEvent>(count);
        var shares = shares(count, markets);
        long firstMarket = 0;
        for (int number = 0; number < count; number++) {
            var plan = EventPlan.draw(events, epoch, number, firstMarket, shares[number]);
            firstMarket += shares[number];
            made.add(event(plan));
        }
        return made;
    }

    /** Every event gets one market as far as they go; the rest is spread unevenly. The sum is exact. */
    private int[] shares(int count, int markets) {
        var shares = new int[count];
        var appetites = new double[count];
        double hunger = 0;
        for (int number = 0; number < count; number++) {
            shares[number] = number < markets ? 1 : 0;
            appetites[number] = Math.max(0, events.fork(number).skewed(1, 1.1, Trait.SIZE) - 0.8);
            hunger += appetites[number];
        }
        int rest = Math.max(0, markets - count);
        double eaten = 0;
        int given = 0;
        for (int number = 0; number < count; number++) {
            eaten += appetites[number];
            boolean last = number == count - 1;
            int upToHere = last || hunger == 0 ? rest : (int) Math.min(rest, Math.round(rest * eaten / hunger));
            shares[number] += upToHere - given;
            given = upToHere;
        }
        return shares;
    }

    private GeneratedEvent event(EventPlan plan) {
        var title = plan.title();
        var head = new StringBuilder(512).append('{');
        MarketHead.field(head, "id", plan.id());
        MarketHead.field(head, "ticker", Phrases.slug(title));
        MarketHead.field(head, "slug", Phrases.slug(title));
        MarketHead.field(head, "title", title);
        MarketHead.field(head, "description", "A simulated event: " + title);
        MarketHead.field(head, "resolutionSource", "");
        MarketHead.field(head, "startDate", plan.start().toString());
        MarketHead.field(head, "creationDate", plan.start().toString());
        MarketHead.field(head, "createdAt", plan.start().toString());
        MarketHead.field(head, "endDate", plan.end().toString());
        head.append("\"active\":true,\"archived\":false,\"new\":false,\"featured\":false,\"restricted\":true,");
        head.append("\"openInterest\":0,\"enableOrderBook\":true,\"commentCount\":0,\"negRisk\":");
        head.append(plan.shape() == EventPlan.Shape.ONE_WINNER).append(',');
        return new GeneratedEvent(plan.id(), head.toString(), plan.start(), plan.end(), maker.marketsOf(plan));
    }
}
