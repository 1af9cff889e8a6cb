package prescient.venuesim;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Polymarket's read routes, with its habits. Of the faults, DUPLICATE_PAGE and REORDER_PAGE change a page. */
final class GammaApi implements Site {

    private static final int DEFAULT_LIMIT = 20;
    private static final int LIST_LIMIT = 500;
    private static final int KEYSET_LIMIT = 100;
    private static final String KEYSET = "/keyset";

    private final Catalogue catalogue;
    private final Overrides overrides;
    private final SimClock clock;

    GammaApi(Catalogue catalogue, Overrides overrides, SimClock clock) {
        this.catalogue = catalogue;
        this.overrides = overrides;
        this.clock = clock;
    }

    @Override
    public String route(String path) {
        for (var list : List.of("/events", "/markets")) {
            if (path.equals(list) || path.equals(list + KEYSET)) {
                return path;
            }
            if (path.startsWith(list + "/")) {
                return list + "/{id}";
            }
        }
        return "other";
    }

    @Override
    public Answer answer(Ask ask, @Nullable FaultKind twist) {
        var path = ask.path();
        var query = ask.query();
        var moment = new Moment(clock.instant(), overrides);
        for (var listing : List.of(catalogue.events(), catalogue.markets())) {
            var root = "/" + listing.name();
            if (path.equals(root)) {
                return list(listing, query, moment, twist);
            }
            if (path.equals(root + KEYSET)) {
                return keyset(listing, query, moment, twist);
            }
            if (path.startsWith(root + "/")) {
                return one(listing, path.substring(root.length() + 1), moment);
            }
        }
        throw new Refusal(404, "no such route: " + path);
    }

    private static Answer list(Listing listing, Query query, Moment moment, @Nullable FaultKind twist) {
        var selection = selection(listing, query, moment, twist);
        var json = array(selection, moment);
        var keysetRoute = "/" + listing.name() + KEYSET;
        var headers = Map.of(
                "Deprecation", "true",
                "Sunset", "Fri, 01 May 2026 00:00:00 GMT",
                "Warning", "299 - \"use " + keysetRoute + "\"");
        return new Answer(200, json.toString(), headers);
    }

    private static Selection selection(Listing listing, Query query, Moment moment, @Nullable FaultKind twist) {
        var wanted = wanted(query, moment);
        int limit = Math.min(limit(query), LIST_LIMIT);
        var asked = query.all("id").stream()
                .distinct()
                .map(listing.byId()::get)
                .filter(Objects::nonNull)
                .toList();
        if (!asked.isEmpty()) {
            // The default limit does not cut a list of ids short; one that is asked for does.
            long most = query.has("limit") ? limit : LIST_LIMIT;
            var found = asked.stream().filter(wanted).limit(most).toList();
            var selection = new Selection(found, null);
            return twist == FaultKind.DUPLICATE_PAGE ? selection.twice() : reordered(selection, twist);
        }
        // Without an id it knows the venue answers as if no id had been given.
        int offset = query.wholeNumber("offset", 0);
        int start = twist == FaultKind.DUPLICATE_PAGE ? Math.max(0, offset - limit) : offset;
        return reordered(Selection.at(start, limit, listing.items(), wanted), twist);
    }

    private static Answer keyset(Listing listing, Query query, Moment moment, @Nullable FaultKind twist) {
        if (query.has("offset")) {
            throw new Refusal(422, "offset is not supported here, use after_cursor");
        }
        var cursor = query.first("after_cursor");
        int limit = Math.min(limit(query), KEYSET_LIMIT);
        var page = Selection.behind(cursor, limit, listing.items(), wanted(query, moment));
        var selection = reordered(twist == FaultKind.DUPLICATE_PAGE ? page.again(cursor) : page, twist);
        var json = new StringBuilder("{\"").append(listing.name()).append("\":").append(array(selection, moment));
        if (selection.nextCursor() != null) {
            json.append(",\"next_cursor\":\"").append(selection.nextCursor()).append('"');
        }
        return Answer.json(200, json.append('}').toString());
    }

    private static Answer one(Listing listing, String id, Moment moment) {
        var item = listing.byId().get(id);
        if (item == null) {
            throw new Refusal(404, "id not found");
        }
        var json = new StringBuilder();
        item.appendTo(json, moment);
        return Answer.json(200, json.toString());
    }

    private static Selection reordered(Selection selection, @Nullable FaultKind twist) {
        return twist == FaultKind.REORDER_PAGE ? selection.backwards() : selection;
    }

    private static int limit(Query query) {
        int limit = query.wholeNumber("limit", DEFAULT_LIMIT);
        if (limit == 0) {
            throw new Refusal(422, "limit must be at least 1");
        }
        return limit;
    }

    private static Predicate<Item> wanted(Query query, Moment moment) {
        var closed = query.flag("closed");
        return closed == null ? item -> true : item -> item.closed(moment) == closed;
    }

    private static StringBuilder array(Selection selection, Moment moment) {
        var json = new StringBuilder("[");
        for (var item : selection.items()) {
            if (json.length() > 1) {
                json.append(',');
            }
            item.appendTo(json, moment);
        }
        return json.append(']');
    }
}
