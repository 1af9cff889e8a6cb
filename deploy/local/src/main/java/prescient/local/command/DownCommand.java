package prescient.local.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import prescient.local.LauncherProblem;
import prescient.local.state.DataFolder;
import prescient.local.state.Orphans;
import prescient.local.state.RunState;

/** Stops a running suite and returns when all of it is gone. */
@Command(name = "down", description = "Stop the suite.")
final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Mixin
    CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        var folder = common.folder();
        var stopped = RunState.read(folder).map(state -> stop(folder, state)).orElse(List.of());
        if (common.json) {
            var answer = Output.object().put("running", false);
            stopped.forEach(answer.putArray("stopped")::add);
            Output.json(answer);
        } else {
            Output.line(stopped.isEmpty() ? "nothing was running" : "stopped: " + String.join(", ", stopped));
        }
        return 0;
    }

    private static List<String> stop(DataFolder folder, RunState state) {
        var stopped = new ArrayList<String>();
        if (state.launcher().isAlive()) {
            state.launcher().find().ifPresent(ProcessHandle::destroy);
            if (!state.launcher().awaitEnd(PATIENCE)) {
                throw new LauncherProblem(
                        "STILL_RUNNING",
                        "The launcher, process " + state.launcher().pid() + ", did not end.",
                        "End it with `kill -9 " + state.launcher().pid() + "`, then run `down` again.");
            }
            stopped.add("launcher");
            stopped.addAll(state.services().keySet());
            stopped.add("postgres");
        }
        stopped.addAll(Orphans.end(state));
        RunState.remove(folder);
        return stopped.stream().distinct().toList();
    }
}
