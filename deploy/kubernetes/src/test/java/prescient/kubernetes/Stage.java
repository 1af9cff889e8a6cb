package prescient.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is applied together: the base as it is written, or an overlay as {@code kubectl kustomize} renders it. */
enum Stage {
    BASE("base"),
    LOCAL("overlays/local"),
    PRODUCTION("overlays/production"),
    CUTOVER("overlays/cutover");

    /** The folder of the manifests. */
    static final Path FOLDER =
            Path.of(System.getProperty("prescient.root", "../..")).resolve("deploy/kubernetes");

    private static final Map<Stage, List<Manifest>> KNOWN = new LinkedHashMap<>();

    private final String folder;

    Stage(String folder) {
        this.folder = folder;
    }

    /** True when a database of its own belongs to it. */
    boolean hasDatabase() {
        return this != BASE;
    }

    /** Its objects; an overlay needs {@code kubectl}, see {@link #assumeRenderable}. */
    synchronized List<Manifest> manifests() throws IOException, InterruptedException {
        if (!KNOWN.containsKey(this)) {
            KNOWN.put(this, this == BASE ? written() : rendered());
        }
        return KNOWN.get(this);
    }

    <T> List<T> all(Class<T> type) throws IOException, InterruptedException {
        return manifests().stream()
                .map(Manifest::content)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The one object of a kind and name. */
    <T> T one(Class<T> type, String name) throws IOException, InterruptedException {
        return manifests().stream()
                .filter(manifest ->
                        type.isInstance(manifest.content()) && manifest.name().equals(name))
                .map(manifest -> type.cast(manifest.content()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(this + " has no " + type.getSimpleName() + " " + name));
    }

    /** The templates of everything that runs as pods, by the name of what makes them. */
    Map<String, PodTemplateSpec> pods() throws IOException, InterruptedException {
        var pods = new LinkedHashMap<String, PodTemplateSpec>();
        for (var manifest : manifests()) {
            switch (manifest.content()) {
                case Deployment deployment ->
                    pods.put(manifest.name(), deployment.getSpec().getTemplate());
                case StatefulSet set -> pods.put(manifest.name(), set.getSpec().getTemplate());
                case Job job -> pods.put(manifest.name(), job.getSpec().getTemplate());
                default -> {}
            }
        }
        return pods;
    }

    /** All containers, those that run before others included. */
    List<Container> containers() throws IOException, InterruptedException {
        return pods().values().stream()
                .flatMap(pod -> Stream.concat(
                        pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream()))
                .toList();
    }

    private List<Manifest> written() throws IOException {
        var all = new ArrayList<Manifest>();
        try (var files = Files.list(FOLDER.resolve(folder))) {
            for (var file : files.sorted().toList()) {
                if (!file.endsWith("kustomization.yaml")) {
                    all.addAll(Manifest.parse(Files.readString(file)));
                }
            }
        }
        return all;
    }

    /** A client only: rendering reads files and speaks to no cluster. */
    private List<Manifest> rendered() throws IOException, InterruptedException {
        var output = Files.createTempFile("rendered", ".yaml");
        try {
            var process = new ProcessBuilder(
                            "kubectl", "kustomize", FOLDER.resolve(folder).toString())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(folder + " cannot be rendered");
            }
            return Manifest.parse(Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Skips the test where {@code kubectl} is not installed and this stage needs it. */
    void assumeRenderable() {
        assumeTrue(
                this == BASE
                        || Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "kubectl"))),
                "kubectl is not installed");
    }
}
