package prescient.local.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import prescient.local.LauncherProblem;
import prescient.local.Meter;
import prescient.local.Progress;

/** Starts imports, verifications and exports in the services and follows them to their end. One thread. */
public final class JobRun {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    /** Through a restart of the service: it remembers its jobs and says that they were interrupted. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final CutoverClient client;
    private final Progress progress;

    /** Tells {@code progress} how far the jobs are. */
    public JobRun(CutoverClient client, Progress progress) {
        this.client = client;
        this.progress = progress;
    }

    /**
     * Runs one job.
     *
     * @param verb {@code import}, {@code verify} or {@code export}
     * @return how it ended, as the service says it; not necessarily well
     * @throws LauncherProblem when the service refuses it
     */
    public JsonNode run(CutoverFeature feature, String verb, ObjectNode body) throws InterruptedException {
        var begun = client.ask(feature, verb, body);
        if (!begun.isDone()) {
            throw begun.problem(
                    feature.text() + " was refused " + verb, "./prescient status says how the suite is; try again.");
        }
        return follow(feature, verb, begun.body());
    }

    private JsonNode follow(CutoverFeature feature, String verb, JsonNode first) throws InterruptedException {
        var id = first.path("id").asText();
        var job = first;
        var pause = FIRST_PAUSE;
        var lastAnswer = System.nanoTime();
        var lastLine = lastAnswer;
        while (isRunning(job)) {
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            try {
                job = client.part(feature, "jobs/" + id);
                lastAnswer = System.nanoTime();
            } catch (LauncherProblem silent) {
                if (System.nanoTime() - lastAnswer > LONGEST_SILENCE.toNanos()) {
                    throw silent;
                }
            }
            if (isRunning(job) && System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
                lastLine = System.nanoTime();
                progress.say(verb + " " + feature.text() + ": " + line(job));
            }
        }
        return job;
    }

    private static boolean isRunning(JsonNode job) {
        return "running".equals(job.path("status").asText());
    }

    /** How far a job is, in words. */
    static String line(JsonNode job) {
        var words = new StringBuilder(job.path("stage").asText("working"));
        words.append(", ").append(job.path("records_read").asText("0")).append(" records");
        var bytes = job.path("bytes_total").asLong();
        if (bytes > 0) {
            words.append(" (")
                    .append(100 * job.path("bytes_read").asLong() / bytes)
                    .append(" %)");
        }
        words.append(", ").append(job.path("records_per_second").asText("0")).append("/s");
        if (job.path("seconds_left").asLong() > 0) {
            words.append(", ")
                    .append(Meter.left(job.path("seconds_left").asLong()))
                    .append(" left");
        }
        return words.toString();
    }
}
