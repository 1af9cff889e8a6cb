package prescient.local.backup;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.local.LauncherProblem;
import prescient.local.state.PrivateFiles;

/**
 * What a backup holds, as its {@code manifest.json} says it.
 *
 * @param format of this file and the folder
 * @param backupId also the folder's name
 * @param createdAt when its snapshot was taken, RFC 3339
 * @param state {@link #GOOD} or {@link #DIFFERENT}
 * @param verifiedAt when it was restored and found equal, RFC 3339; null when it was not
 * @param safety made before a restore, without the JSON files
 * @param differences what was not equal, in words
 * @param copy how the database was saved: {@link PgDump#KIND} or {@link CopyDump#KIND}
 * @param tool which program saved it
 * @param serverVersion of PostgreSQL
 * @param schemas the migrations each schema had
 * @param figures what a restored copy must show
 * @param json what the JSON files hold, as the services reported it; by feature
 * @param jsonRemovedAt when the JSON files were removed because of their age; null while they are here
 * @param files every file of the folder but this one, by its path
 */
public record Manifest(
        String format,
        String backupId,
        String createdAt,
        String state,
        @Nullable String verifiedAt,
        boolean safety,
        List<String> differences,
        String copy,
        String tool,
        String serverVersion,
        Map<String, SchemaVersion> schemas,
        Figures figures,
        ObjectNode json,
        @Nullable String jsonRemovedAt,
        Map<String, FileFigures> files) {

    static final String FORMAT = "prescient-backup-1";
    static final String NAME = "manifest.json";

    /** It was restored and everything was equal. */
    public static final String GOOD = "good";

    /** It was restored and something was not equal, or could not be restored. */
    public static final String DIFFERENT = "different";

    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String OWN_SUM = "manifest_sha256";

    /** A file's size and SHA-256. */
    public record FileFigures(long bytes, String sha256) {}

    public Manifest {
        differences = List.copyOf(differences);
        schemas = new TreeMap<>(schemas);
        files = new TreeMap<>(files);
    }

    /** When the snapshot was taken. */
    @JsonIgnore
    public Instant created() {
        return Instant.parse(createdAt);
    }

    /** It was restored and found equal. */
    @JsonIgnore
    public boolean isGood() {
        return GOOD.equals(state) && verifiedAt != null;
    }

    /** It is good and stands for the data as they should be; what a restore put aside does not. */
    @JsonIgnore
    boolean isRegular() {
        return isGood() && !safety;
    }

    Manifest holding(ObjectNode exported, Map<String, FileFigures> found) {
        return with(state, verifiedAt, differences, exported, jsonRemovedAt, found);
    }

    Manifest judged(List<String> found, String at) {
        var good = found.isEmpty();
        return with(good ? GOOD : DIFFERENT, good ? at : null, found, json, jsonRemovedAt, files);
    }

    Manifest withoutJson(Map<String, FileFigures> left, String at) {
        return with(state, verifiedAt, differences, json, at, left);
    }

    /** The same backup; only what is found out about it later can change. */
    private Manifest with(
            String newState,
            @Nullable String newVerifiedAt,
            List<String> newDifferences,
            ObjectNode newJson,
            @Nullable String newJsonRemovedAt,
            Map<String, FileFigures> newFiles) {
        return new Manifest(
                format,
                backupId,
                createdAt,
                newState,
                newVerifiedAt,
                safety,
                newDifferences,
                copy,
                tool,
                serverVersion,
                schemas,
                figures,
                newJson,
                newJsonRemovedAt,
                newFiles);
    }

    /** Writes it into {@code folder} in one step, with a checksum over itself. */
    void write(Path folder) throws IOException {
        var tree = (ObjectNode) JSON.readTree(JSON.writeValueAsString(this));
        tree.put(OWN_SUM, Hash.of(tree.toString().getBytes(StandardCharsets.UTF_8)));
        PrivateFiles.replace(folder.resolve(NAME), JSON.writeValueAsBytes(tree));
    }

    /** The manifest of {@code folder}; refuses one that is not there or was changed. */
    public static Manifest read(Path folder) {
        var file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new LauncherProblem(
                    "NO_BACKUP",
                    "There is no backup in " + folder + ": " + NAME + " is missing.",
                    "Name the folder of a backup; ./prescient backup --list shows them.");
        }
        try {
            var tree = (ObjectNode) JSON.readTree(file.toFile());
            var told = tree.path(OWN_SUM).asText();
            tree.remove(OWN_SUM);
            if (!told.equals(Hash.of(tree.toString().getBytes(StandardCharsets.UTF_8)))) {
                throw corrupted(folder, NAME + " was changed after it was written");
            }
            var manifest = JSON.treeToValue(tree, Manifest.class);
            if (!FORMAT.equals(manifest.format())) {
                throw corrupted(folder, "its format is " + manifest.format() + ", not " + FORMAT);
            }
            return manifest;
        } catch (JacksonException | ClassCastException damaged) {
            throw corrupted(folder, NAME + " cannot be read: " + damaged.getMessage());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static LauncherProblem corrupted(Path folder, String what) {
        return new LauncherProblem(
                "BACKUP_CORRUPTED",
                "The backup " + folder + " is damaged: " + what + ".",
                "Use another backup (./prescient backup --list) and make a new one: ./prescient backup.");
    }
}
