package prescient.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A {@code kustomization.yaml}, as far as they are used here; any other field is refused. */
record Kustomization(
        String apiVersion,
        String kind,
        String namespace,
        List<String> resources,
        List<String> components,
        List<Patch> patches,
        List<Generator> configMapGenerator) {

    record Patch(String path, Target target) {}

    record Target(String kind, String name) {}

    record Generator(String name, List<String> files, Options options) {}

    record Options(boolean disableNameSuffixHash) {}

    static Kustomization read(Path folder) throws IOException {
        var documents = Yaml.documents(Files.readString(folder.resolve("kustomization.yaml")));
        return Yaml.as(documents.getFirst(), Kustomization.class);
    }

    /** Every file or folder it names. */
    List<String> names() {
        return Stream.of(
                        orNone(resources),
                        orNone(components),
                        orNone(patches).stream().map(Patch::path).toList(),
                        orNone(configMapGenerator).stream()
                                .flatMap(generator -> generator.files().stream())
                                .toList())
                .flatMap(List::stream)
                .toList();
    }

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : list;
    }
}
