package prescient.local.state;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.local.process.ProcessRef;

/**
 * Who runs on a data folder, as {@code run.json} says it to {@code down}, {@code status} and the next {@code up}.
 *
 * @param launcher the process that holds everything together
 * @param startedAt when it began, RFC 3339
 * @param ports every port by the name of who uses it
 * @param postgres the postmaster; null before it runs
 * @param services the services by module name
 */
public record RunState(
        ProcessRef launcher,
        String startedAt,
        Map<String, Integer> ports,
        @Nullable ProcessRef postgres,
        Map<String, ServiceState> services) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public RunState {
        ports = new LinkedHashMap<>(ports);
        services = new LinkedHashMap<>(services);
    }

    /**
     * One service of a run.
     *
     * @param process null while it does not run
     * @param restarts how often it was started again after it died
     */
    public record ServiceState(@Nullable ProcessRef process, int restarts) {}

    /** What the folder says; empty when nothing runs there or the file is damaged. */
    public static Optional<RunState> read(DataFolder folder) {
        if (!Files.exists(folder.runFile())) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(folder.runFile().toFile(), RunState.class));
        } catch (com.fasterxml.jackson.core.JacksonException damaged) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Writes this state, replacing the one before. */
    public void write(DataFolder folder) {
        try {
            PrivateFiles.replace(folder.runFile(), JSON.writeValueAsBytes(this));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Forgets the run, once everything has ended. */
    public static void remove(DataFolder folder) {
        try {
            Files.deleteIfExists(folder.runFile());
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
