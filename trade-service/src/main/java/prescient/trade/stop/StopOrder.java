package prescient.trade.stop;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import prescient.trade.notification.Notice;
import prescient.trade.notification.Severity;

/**
 * An order to the kill switch. Immutable.
 *
 * @param id the caller's; the same id is the same order
 * @param actions at least one
 * @param by who asked
 * @param reason why
 * @param at when; no two orders of a process have the same
 * @param results one for each part it was carried out in
 * @param dropped a release came before it was carried out everywhere, and what was left is not done any more
 */
@RegisterForReflection(targets = {StopOrder.class, StopResult.class})
public record StopOrder(
        String id,
        Set<StopAction> actions,
        String by,
        String reason,
        Instant at,
        List<StopResult> results,
        boolean dropped) {

    public StopOrder {
        if (actions.isEmpty() || (actions.contains(StopAction.RELEASE) && actions.size() > 1)) {
            throw new IllegalArgumentException("actions are a release, or some of the others");
        }
        actions = new TreeSet<>(EnumSet.copyOf(actions));
        results = List.copyOf(results);
    }

    /** It has something to carry out besides keeping entries away. */
    private boolean works() {
        return actions.contains(StopAction.CANCEL_ORDERS) || actions.contains(StopAction.FLATTEN);
    }

    /** It is still to be carried out in this part. */
    public boolean waits(StopPart part) {
        return works() && !dropped && results.stream().noneMatch(result -> result.part() == part);
    }

    /** Nothing of it is left to do. */
    public boolean finished() {
        for (var part : StopPart.values()) {
            if (waits(part)) {
                return false;
            }
        }
        return true;
    }

    StopOrder with(StopResult result) {
        if (!waits(result.part())) {
            return this;
        }
        var all = new ArrayList<>(results);
        all.add(result);
        return new StopOrder(id, actions, by, reason, at, all, dropped);
    }

    StopOrder drop() {
        return finished() ? this : new StopOrder(id, actions, by, reason, at, results, true);
    }

    /** What both know together of one order. */
    StopOrder and(StopOrder other) {
        var all = this;
        for (var result : other.results) {
            all = all.with(result);
        }
        return other.dropped ? all.drop() : all;
    }

    /** What a person is told of it. */
    Notice notice() {
        boolean release = actions.contains(StopAction.RELEASE);
        var did = release
                ? "Trading was released"
                : actions.contains(StopAction.STOP_ENTRIES) ? "Trading was stopped" : "The kill switch was used";
        var what = actions.stream()
                .map(action -> action.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        return Notice.once(
                "kill-switch/" + id,
                "kill-switch",
                release ? Severity.WARNING : Severity.CRITICAL,
                did + " by " + by,
                "Order " + id + " of " + by + ": " + what + ". Reason: " + reason,
                "/kill-switch",
                at);
    }

    /** The same was asked for. */
    boolean asks(Set<StopAction> wanted, String why) {
        return actions.equals(wanted) && reason.equals(why);
    }
}
