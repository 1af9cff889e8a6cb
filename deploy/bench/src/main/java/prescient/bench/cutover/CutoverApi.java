package prescient.bench.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import prescient.bench.Api;
import prescient.local.Suite;

/** Imports through the gateway. */
public record CutoverApi(Suite suite, Api api) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** Imports a feature and waits until it is in and compared; answers the job. */
    public JsonNode importFrom(String feature, Path folder) throws InterruptedException {
        var base = suite.gatewayUrl() + "/cutover/" + feature;
        var body = JSON.createObjectNode()
                .put("from", folder.toAbsolutePath().toString())
                .put("zone", "UTC");
        var id = api.post(base + "/import", body).path("id").asText();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var job = api.get(base + "/jobs/" + id);
            var status = job.path("status").asText();
            if (status.equals("complete")) {
                return job;
            }
            if (!status.equals("running") || System.nanoTime() > deadline) {
                throw new IllegalStateException("the import of " + feature + " did not complete: " + job);
            }
            // Rarely enough that asking takes nothing from the import that is measured.
            Thread.sleep(100);
        }
    }
}
