package prescient.local.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import prescient.local.LauncherProblem;
import prescient.local.cutover.CutoverClient;
import prescient.local.cutover.CutoverFeature;

/**
 * Whether the features are in the mode that was asked for. Each decides on its mode once, so it may have another: who
 * asks for {@code file-only} must not trade on a database without knowing.
 */
final class ModeCheck {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final CutoverClient client;
    private final Duration patience;
    private final List<CutoverFeature> features;

    /** @param features those that are asked */
    ModeCheck(CutoverClient client, Duration patience, List<CutoverFeature> features) {
        this.client = client;
        this.patience = patience;
        this.features = List.copyOf(features);
    }

    /**
     * Returns when all of the features are in {@code mode}.
     *
     * @throws LauncherProblem when one is in another, or none within the patience
     */
    void require(String mode) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var modes = modes();
        while (modes.containsValue("") && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
            modes = modes();
        }
        var others = new ArrayList<String>();
        modes.forEach((feature, found) -> {
            if (!found.equals(mode)) {
                others.add(feature + (found.isEmpty() ? " does not say" : " is " + found));
            }
        });
        if (!others.isEmpty()) {
            throw new LauncherProblem(
                    "MODE_DIFFERS",
                    "Nothing was traded: all features were to be %s, but %s."
                            .formatted(mode, String.join(", ", others)),
                    "To go on in the modes that were decided on, leave --mode out; ./prescient advance and rollback"
                            + " change them. Files that are not those of this data folder need another: --data DIR.",
                    LauncherProblem.USAGE);
        }
    }

    /** By feature; empty where there is none yet. */
    private Map<String, String> modes() throws InterruptedException {
        var modes = new LinkedHashMap<String, String>();
        features.forEach(feature -> modes.put(feature.text(), ""));
        for (var feature : client.all().path("features")) {
            modes.computeIfPresent(
                    feature.path("feature").asText(),
                    (name, none) -> feature.path("mode").asText(""));
        }
        return modes;
    }
}
