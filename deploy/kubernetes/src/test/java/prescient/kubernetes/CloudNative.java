package prescient.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/** The kinds of CloudNativePG and its Barman Cloud plugin, as far as they are used here; any other field is refused. */
final class CloudNative {

    private CloudNative() {}

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {}

    record ClusterSpec(
            int instances,
            Inherited inheritedMetadata,
            String primaryUpdateStrategy,
            String primaryUpdateMethod,
            Postgresql postgresql,
            Bootstrap bootstrap,
            Managed managed,
            Storage storage,
            Storage walStorage,
            ResourceRequirements resources,
            Affinity affinity,
            List<Plugin> plugins) {}

    record Inherited(Map<String, String> labels) {}

    record Postgresql(Synchronous synchronous, Map<String, String> parameters) {}

    record Synchronous(String method, int number, String dataDurability) {}

    record Bootstrap(Initdb initdb) {}

    record Initdb(
            String database, String owner, boolean dataChecksums, String encoding, Refs postInitApplicationSQLRefs) {}

    record Refs(List<Ref> configMapRefs) {}

    record Ref(String name, String key) {}

    record Managed(List<Role> roles) {}

    record Role(String name, String ensure, boolean login, List<String> inRoles, Named passwordSecret) {}

    record Named(String name) {}

    record Storage(String size) {}

    record Affinity(boolean enablePodAntiAffinity, String topologyKey, String podAntiAffinityType) {}

    record Plugin(
            String name, @JsonProperty("isWALArchiver") boolean isWalArchiver, Map<String, String> parameters) {}

    record ObjectStore(String apiVersion, String kind, ObjectMeta metadata, StoreSpec spec) {}

    record StoreSpec(String retentionPolicy, StoreConfiguration configuration) {}

    record StoreConfiguration(String destinationPath, Credentials s3Credentials, Compressed wal, Compressed data) {}

    record Credentials(Ref accessKeyId, Ref secretAccessKey) {}

    record Compressed(String compression) {}

    record ScheduledBackup(String apiVersion, String kind, ObjectMeta metadata, BackupSpec spec) {}

    record BackupSpec(
            String schedule,
            boolean immediate,
            String backupOwnerReference,
            Named cluster,
            String method,
            Named pluginConfiguration) {}
}
