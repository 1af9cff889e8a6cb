package prescient.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.backup.Backup;
import prescient.local.backup.Backups;
import prescient.local.backup.Manifest;

/** Saves everything and shows that it can be brought back. */
@Command(
        name = "backup",
        description = "Save all schemas and the JSON files, restore a copy and compare it.",
        sortOptions = false)
final class BackupCommand implements Callable<Integer> {

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "The folder that holds the backups; backups in the data folder by default.")
    @Nullable Path to;

    @Option(names = "--built-in", description = "Do not use PostgreSQL's own programs, even if they are there.")
    boolean builtIn;

    @Option(names = "--verify", paramLabel = "FOLDER", description = "Only look for damage in this backup.")
    @Nullable Path verify;

    @Option(names = "--list", description = "Only list the backups.")
    boolean list;

    @Option(
            names = "--prune",
            description = "Only remove backups that have had their time: 30 days, the last of a week 6 months,"
                    + " JSON files 90 days. The newest good one stays.")
    boolean prune;

    @Override
    public Integer call() throws InterruptedException {
        if (Stream.of(verify != null, list, prune).filter(chosen -> chosen).count() > 1) {
            throw new LauncherProblem(
                    "USAGE",
                    "--verify, --list and --prune exclude each other.",
                    "Keep one of them.",
                    LauncherProblem.USAGE);
        }
        var clock = InstantSource.system();
        if (verify != null) {
            return verify(verify);
        }
        if (list) {
            return list();
        }
        return prune ? prune(clock) : make(clock);
    }

    private int make(InstantSource clock) throws InterruptedException {
        var progress = new Progress(System.err);
        var way = builtIn ? Backup.Way.COPY : Backup.Way.BEST;
        return SuiteSession.runningOrStarted(common, progress, suite -> {
            var done = new BackupTask(suite, backups(), way, clock, progress).run();
            var made = done.made();
            if (common.json) {
                var document = describe(made);
                removed(document, done.pruned());
                Output.json(document);
            } else {
                Output.line(line(made) + ", in " + backups().folder(made));
                made.differences().forEach(difference -> Output.line("    " + difference));
                print(done.pruned());
            }
            if (made.isGood()) {
                return 0;
            }
            System.err.println("next step: It was kept, but is not to be relied on. Correct the cause above and run"
                    + " ./prescient backup again.");
            return LauncherProblem.FAILED;
        });
    }

    private int verify(Path folder) {
        var manifest = Backups.check(folder);
        if (common.json) {
            Output.json(describe(manifest).put("undamaged", true));
        } else {
            Output.line(line(manifest) + "; none of its " + manifest.files().size() + " files is damaged");
        }
        return 0;
    }

    private int list() {
        var found = backups().list();
        if (common.json) {
            var document = Output.object().put("folder", backups().root().toString());
            var array = document.putArray("backups");
            found.forEach(backup -> array.add(describe(backup)));
            Output.json(document);
        } else {
            found.forEach(backup -> Output.line(line(backup)));
            Output.line(found.size() + " backups in " + backups().root());
        }
        return 0;
    }

    private int prune(InstantSource clock) {
        var pruned = backups().prune(clock.instant());
        if (common.json) {
            var document = Output.object();
            removed(document, pruned);
            Output.json(document);
        } else {
            print(pruned);
            Output.line(backups().list().size() + " backups are left in "
                    + backups().root());
        }
        return 0;
    }

    private Backups backups() {
        return new Backups(to == null ? common.folder().backups() : to);
    }

    private static String line(Manifest backup) {
        var judgement = backup.isGood() ? "verified " + backup.verifiedAt() : "NOT GOOD";
        return "%s  %s, %d rows%s"
                .formatted(
                        backup.backupId(),
                        judgement,
                        backup.figures().rows(),
                        backup.safety() ? ", before a restore" : "");
    }

    private ObjectNode describe(Manifest backup) {
        var document = Output.object()
                .put("backup_id", backup.backupId())
                .put("folder", backups().folder(backup).toString())
                .put("created_at", backup.createdAt())
                .put("state", backup.state())
                .put("verified_at", backup.verifiedAt())
                .put("safety", backup.safety())
                .put("copy", backup.copy())
                .put("rows", backup.figures().rows())
                .put("files", backup.files().size());
        backup.differences().forEach(document.putArray("differences")::add);
        return document;
    }

    private static void removed(ObjectNode document, Backups.Pruned pruned) {
        pruned.backups().forEach(document.putArray("removed")::add);
        pruned.jsonFiles().forEach(document.putArray("json_removed")::add);
    }

    private static void print(Backups.Pruned pruned) {
        say("removed", pruned.backups());
        say("removed the JSON files of", pruned.jsonFiles());
    }

    private static void say(String what, List<String> backups) {
        if (!backups.isEmpty()) {
            Output.line(what + " " + String.join(", ", backups));
        }
    }
}
