package prescient.cutover;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import prescient.database.Bulk;

/** The followers of the service's features. */
@ApplicationScoped
class FollowDesk {

    private final Map<String, Follower> followers = new TreeMap<>();

    FollowDesk(CutoverDesk desk, CutoverConfig config, Bulk bulk, InstantSource clock) {
        var table = new ShadowTable(bulk);
        for (var cutover : desk.all()) {
            var rest = config.cutover().shadow().rest();
            var follower = new Follower(cutover, table, clock, rest);
            followers.put(cutover.feature().name(), follower);
            cutover.follows(follower::catchUp);
        }
    }

    /** The follower of a feature of this service. */
    Follower of(String feature) {
        var found = followers.get(feature);
        if (found == null) {
            throw new IllegalArgumentException("no feature " + feature);
        }
        return found;
    }
}
