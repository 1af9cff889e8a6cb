package prescient.venuesim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All events or all markets, in the venue's order.
 *
 * @param name the key of the list in keyset answers
 */
record Listing(String name, List<Item> items, Map<String, Item> byId) {

    static Listing of(String name, List<? extends Item> items) {
        var byId = new HashMap<String, Item>();
        for (var item : items) {
            var id = item.id();
            if (id != null) {
                byId.putIfAbsent(id, item);
            }
        }
        return new Listing(name, List.copyOf(items), Map.copyOf(byId));
    }
}
