package prescient.local;

import java.util.List;
import prescient.local.state.DataFolder;
import prescient.local.state.Orphans;
import prescient.local.state.RunState;

/** What a launcher that was killed left on a data folder. */
final class Leftovers {

    private Leftovers() {}

    /** Ends it; the caller holds the folder's lock. */
    static void end(DataFolder folder, Progress progress) {
        var ended = RunState.read(folder).map(Orphans::end).orElse(List.of());
        if (!ended.isEmpty()) {
            progress.say("stopped what a run that was killed had left: " + String.join(", ", ended));
        }
        RunState.remove(folder);
    }
}
