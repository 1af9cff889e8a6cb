package prescient.local.command;

import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.backup.Backup;
import prescient.local.backup.Backups;
import prescient.local.backup.Manifest;

/** Makes a backup of a running suite whenever the newest good one is old enough. */
final class BackupTimer implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(2);

    /** A number with s, m, h or d. */
    static final class Period implements ITypeConverter<Duration> {

        private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

        @Override
        public Duration convert(String text) {
            var form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("'" + text + "' is not a period like 24h, 30m or 7d");
            }
            var number = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }

    private final BackupTask task;
    private final Backups backups;
    private final Duration every;
    private final InstantSource clock;
    private final Progress progress;
    private final Thread thread;

    private BackupTimer(SuiteSession suite, Backups backups, Duration every, InstantSource clock, Progress progress) {
        this.task = new BackupTask(suite, backups, Backup.Way.BEST, clock, progress);
        this.backups = backups;
        this.every = every;
        this.clock = clock;
        this.progress = progress;
        this.thread = Thread.ofPlatform().daemon().name("backups").unstarted(this::run);
    }

    static BackupTimer start(
            SuiteSession suite, Backups backups, Duration every, InstantSource clock, Progress progress) {
        var timer = new BackupTimer(suite, backups, every, clock, progress);
        timer.thread.start();
        return timer;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(shorter(makeIfDue() ? LOOK : AFTER_FAILURE, every));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDue() {
        var newest = backups.newestGood().map(Manifest::created);
        return newest.isEmpty() || !newest.get().plus(every).isAfter(clock.instant());
    }

    /** False when one was due and none that is good was made, or when that is not known. */
    private boolean makeIfDue() throws InterruptedException {
        try {
            if (!isDue()) {
                return true;
            }
            var made = task.run().made();
            progress.say("backup " + made.backupId() + " is "
                    + (made.isGood() ? "verified" : "not good: " + String.join("; ", made.differences())));
            return made.isGood();
        } catch (LauncherProblem problem) {
            progress.say("no backup could be made: " + problem.message());
            return false;
        } catch (RuntimeException failure) {
            progress.say("no backup could be made: " + failure);
            return false;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Ends it; a backup under way is given up and leaves nothing. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
