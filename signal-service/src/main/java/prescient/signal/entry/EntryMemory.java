package prescient.signal.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the replica that has the lease knows, so that a second needs no more than one statement: nobody else writes it.
 * It is read from the tables when the lease is taken, and thrown away when something went wrong. Not for several
 * threads.
 */
final class EntryMemory {

    private final Map<String, Intent> intents = new LinkedHashMap<>();
    private final Map<String, List<SkipReason>> said = new HashMap<>();
    private final List<Intent> answered = new ArrayList<>();
    private StoredSettings settings;
    private SpikeAlert alert;

    EntryMemory(StoredSettings settings, SpikeAlert alert, List<Intent> living) {
        this.settings = settings;
        this.alert = alert;
        living.forEach(intent -> intents.put(intent.key(), intent));
    }

    StoredSettings settings() {
        return settings;
    }

    SpikeAlert alert() {
        return alert;
    }

    void alert(SpikeAlert next) {
        alert = next;
    }

    /** The newest intent of each market and side. */
    Map<String, Intent> intents() {
        return Map.copyOf(intents);
    }

    /** Those decisions that say something else than the last one about the same market and side. */
    List<EntryDecision> news(List<EntryDecision> decisions) {
        return decisions.stream()
                .filter(decision ->
                        decision.request() != null || !decision.reasons().equals(said.get(decision.key())))
                .toList();
    }

    /** Answers that are not stored yet. */
    List<Intent> answered() {
        return List.copyOf(answered);
    }

    /** After the statement: what it stored is known, what was decided is said. */
    void stored(Tick tick, TickResult result, List<EntryDecision> decisions) {
        settings = result.settings();
        answered.removeAll(tick.answered());
        said.clear();
        decisions.forEach(decision -> said.put(decision.key(), decision.reasons()));
        intended(tick, result.intended());
    }

    private void intended(Tick tick, Set<String> ids) {
        for (var decision : tick.decisions()) {
            var request = decision.request();
            if (request != null && ids.contains(request.tradeId())) {
                var intent = Intent.open(request, tick.now());
                intents.put(intent.key(), intent);
            }
        }
    }

    /** Intents without an answer, the oldest first. */
    List<Intent> open() {
        return intents.values().stream()
                .filter(intent -> intent.status() == Intent.Status.OPEN)
                .toList();
    }

    /** An intent stands otherwise; its end is stored with the next second. */
    void answer(Intent intent) {
        intents.put(intent.key(), intent);
        if (intent.status() != Intent.Status.OPEN) {
            answered.add(intent);
        }
    }

    /** Forgets what closed markets had. */
    void forget(Instant now) {
        intents.values()
                .removeIf(intent -> intent.status() != Intent.Status.OPEN
                        && !intent.request().marketCloseTime().isAfter(now));
    }
}
