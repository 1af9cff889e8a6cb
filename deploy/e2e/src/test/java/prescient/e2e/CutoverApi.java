package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import prescient.e2e.Api.Answer;

/** The cut-over as an operator works it over HTTP. */
record CutoverApi(Api api) {

    /** All features, in the order in which they are imported. */
    static final List<String> FEATURES =
            List.of("trades", "portfolio", "portfolio_history", "signals", "signal_archives", "events");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    JsonNode state(String feature) throws IOException, InterruptedException {
        return api.get("/cutover/" + feature).ok();
    }

    String mode(String feature) throws IOException, InterruptedException {
        return state(feature).path("mode").asText();
    }

    /** Imports the files of a folder and waits for the end; answers the job. */
    JsonNode importFrom(String feature, Path folder, String zone) throws IOException, InterruptedException {
        return job(feature, "import", """
                {"from":"%s","zone":"%s"}""".formatted(folder.toAbsolutePath(), zone));
    }

    /** Imports the live files and waits for the end; answers the job. */
    JsonNode importLive(String feature) throws IOException, InterruptedException {
        return job(feature, "import", "{}");
    }

    /** Compares the stores and waits for the end; answers the job. */
    JsonNode verify(String feature) throws IOException, InterruptedException {
        return job(feature, "verify", "{}");
    }

    /** Writes a feature's legacy files into a folder and waits for the end; answers the job. */
    JsonNode exportTo(String feature, Path folder, String zone) throws IOException, InterruptedException {
        return job(feature, "export", """
                {"to":"%s","zone":"%s"}""".formatted(folder.toAbsolutePath(), zone));
    }

    Answer advance(String feature) throws IOException, InterruptedException {
        return api.post("/cutover/" + feature + "/advance", "{\"by\":\"e2e\"}");
    }

    Answer rollback(String feature) throws IOException, InterruptedException {
        return api.post("/cutover/" + feature + "/rollback", "{\"by\":\"e2e\",\"reason\":\"the way back is tested\"}");
    }

    /** Tells all services of a verified backup, as {@code ./prescient backup} does at its end. */
    void backedUp(String verifiedAt) throws IOException, InterruptedException {
        var told = api.send("PUT", "/cutover/backup", "application/json", """
                {"backup_id":"e2e","verified_at":"%s","checks":{"tables":true,"ledger":true}}
                """.formatted(verifiedAt)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(told.status()).as(told.text()).isBetween(200, 299);
    }

    private JsonNode job(String feature, String verb, String body) throws IOException, InterruptedException {
        var begun = api.post("/cutover/" + feature + "/" + verb, body);
        assertThat(begun.status())
                .as(verb + " " + feature + ": " + begun.text())
                .isEqualTo(202);
        var id = begun.json().path("id").asText();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var job = api.get("/cutover/" + feature + "/jobs/" + id).ok();
            if (!job.path("status").asText().equals("running")) {
                return job;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(verb + " of " + feature + " does not end: " + job);
            }
            Thread.sleep(50);
        }
    }
}
