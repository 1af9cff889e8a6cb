package prescient.local.backup;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;

/**
 * The migrations a schema has had.
 *
 * @param migrations their versions, oldest first
 */
public record SchemaVersion(List<String> migrations) {

    public SchemaVersion {
        migrations = List.copyOf(migrations);
    }

    /** The newest of them; empty when there was none. */
    @JsonIgnore
    public Optional<String> newest() {
        return migrations.stream().max(String::compareTo);
    }
}
