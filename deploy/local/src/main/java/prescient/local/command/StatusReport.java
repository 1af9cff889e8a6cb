package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import prescient.local.ServiceName;
import prescient.local.process.Memory;
import prescient.local.process.ProcessRef;
import prescient.local.service.ReadyProbe;
import prescient.local.state.RunState;
import prescient.local.state.Tokens;

/** Looks at every process of a run. */
final class StatusReport {

    private static final Duration TIMEOUT = Duration.ofSeconds(12);

    private final RunState state;
    private final Tokens tokens;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param folder of the run's data */
    StatusReport(RunState state, Tokens tokens, Path folder) {
        this.folder = folder;
        this.tokens = tokens;
        this.state = state;
    }

    ObjectNode read() throws InterruptedException {
        var report = Output.object();
        var processes = report.arrayNode();
        var ready = true;
        for (var service : ServiceName.values()) {
            ready &= addService(processes, service);
        }
        ready &= addPostgres(processes);
        report.put("ready", ready).put("gateway_url", "http://127.0.0.1:" + port("gateway"));
        report.putObject("launcher").put("pid", state.launcher().pid()).put("started_at", state.startedAt());
        report.set("processes", processes);
        addDisk(report);
        report.set("trading", ask(port(ServiceName.TRADE.moduleName()), "/trading/status"));
        report.set("cutover", ask(port("gateway"), "/cutover"));
        return report;
    }

    /** How full the disk is that database, files and logs are on; nothing when it cannot be asked. */
    private void addDisk(ObjectNode report) {
        try {
            var disk = Files.getFileStore(folder);
            long size = disk.getTotalSpace();
            report.putObject("disk")
                    .put("folder", folder.toString())
                    .put("used_percent", size == 0 ? 0 : 100 - disk.getUsableSpace() * 100 / size)
                    .put("free_bytes", disk.getUsableSpace());
        } catch (IOException unknown) {
            report.putObject("disk").put("folder", folder.toString());
        }
    }

    private boolean addService(ArrayNode processes, ServiceName service) throws InterruptedException {
        var known = state.services().get(service.moduleName());
        var process = known == null ? null : known.process();
        var alive = process != null && process.isAlive();
        var ready = alive && new ReadyProbe(http).isReady("http://127.0.0.1:" + port(service.moduleName()));
        var entry = add(processes, service.moduleName(), process, ready ? "ready" : alive ? "not ready" : "down");
        entry.put("restarts", known == null ? 0 : known.restarts());
        return ready;
    }

    private boolean addPostgres(ArrayNode processes) {
        var process = state.postgres();
        var alive = process != null && process.isAlive();
        add(processes, "postgres", process, alive ? "running" : "down");
        return alive;
    }

    private ObjectNode add(ArrayNode processes, String name, @Nullable ProcessRef process, String word) {
        var entry = processes.addObject().put("name", name).put("state", word).put("port", port(name));
        if (process != null && process.isAlive()) {
            entry.put("pid", process.pid());
            Memory.residentMb(process.pid()).ifPresent(megabytes -> entry.put("resident_mb", megabytes));
        }
        return entry;
    }

    private int port(String name) {
        return state.ports().getOrDefault(name, 0);
    }

    private JsonNode ask(int port, String path) throws InterruptedException {
        var url = "http://127.0.0.1:" + port + path;
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(TIMEOUT)
                    .header("Authorization", tokens.operator())
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? new ObjectMapper().readTree(answer.body())
                    : JsonNodeFactory.instance.nullNode();
        } catch (IOException down) {
            return JsonNodeFactory.instance.nullNode();
        }
    }
}
