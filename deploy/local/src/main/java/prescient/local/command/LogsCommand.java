package prescient.local.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;
import prescient.local.process.LogTail;

/** Prints what services and PostgreSQL logged. */
@Command(name = "logs", description = "Print or follow the logs.")
final class LogsCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofMillis(500);

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "A service or postgres; all by default.")
    @Nullable String name;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what is added, until Ctrl-C.")
    boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "Lines of each log; 50 by default.")
    int lines = 50;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var logs = logs();
        if (common.json) {
            printJson(logs);
            return 0;
        }
        var several = logs.size() > 1;
        var seen = new LinkedHashMap<String, Long>();
        for (var log : logs.entrySet()) {
            seen.put(log.getKey(), Files.exists(log.getValue()) ? Files.size(log.getValue()) : 0L);
            LogTail.of(log.getValue(), lines).forEach(line -> Output.line(prefix(log.getKey(), several) + line));
        }
        while (follow) {
            Thread.sleep(PAUSE);
            for (var log : logs.entrySet()) {
                seen.merge(log.getKey(), 0L, (from, none) -> printNew(log.getKey(), log.getValue(), from, several));
            }
        }
        return 0;
    }

    private Map<String, Path> logs() {
        var folder = common.existingFolder();
        var logs = new LinkedHashMap<String, Path>();
        for (var service : ServiceName.values()) {
            logs.put(service.moduleName(), folder.log(service.moduleName()));
        }
        logs.put("postgres", folder.log("postgres"));
        if (name == null) {
            return logs;
        }
        var wanted = ServiceName.find(name).map(ServiceName::moduleName).orElse(name);
        var log = logs.get(wanted);
        if (log == null) {
            throw new LauncherProblem(
                    "UNKNOWN_SERVICE",
                    "There is no service " + name + ".",
                    "Name one of " + ServiceName.names() + ", postgres.",
                    LauncherProblem.USAGE);
        }
        return Map.of(wanted, log);
    }

    private void printJson(Map<String, Path> logs) {
        var answer = Output.object();
        var list = answer.putArray("logs");
        logs.forEach((service, file) -> {
            var entry = list.addObject().put("service", service).put("file", file.toString());
            LogTail.of(file, lines).forEach(entry.putArray("lines")::add);
        });
        Output.json(answer);
    }

    /** Prints the whole lines added since {@code from}; returns where the next look begins. */
    private static long printNew(String service, Path file, long from, boolean several) {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            var start = log.length() < from ? 0 : from;
            var bytes = new byte[(int) Math.min(1 << 20, log.length() - start)];
            log.seek(start);
            log.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            var whole = text.substring(0, text.lastIndexOf('\n') + 1);
            whole.lines().forEach(line -> Output.line(prefix(service, several) + line));
            return start + whole.getBytes(StandardCharsets.UTF_8).length;
        } catch (IOException notThereYet) {
            return from;
        }
    }

    private static String prefix(String service, boolean several) {
        return several ? "%-22s| ".formatted(service) : "";
    }
}
