package prescient.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.util.Map;

/** What all parts of a stage are told. */
final class Settings {

    private Settings() {}

    static Map<String, String> common(Stage stage) throws IOException, InterruptedException {
        return stage.one(ConfigMap.class, "prescient").getData();
    }
}
