package prescient.sqlite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import prescient.sqlite.file.TableFacts;
import prescient.sqlite.table.Counts;
import prescient.sqlite.table.Verified;

/** How results are told in JSON. Facts have the names {@code rows, columns, storage_classes, sha256_of_tsv}. */
final class FileReport {

    private FileReport() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void facts(ObjectNode node, TableFacts.Summary facts) {
        node.put("rows", facts.rows());
        facts.columns().forEach(node.putArray("columns")::add);
        node.put("sha256_of_tsv", facts.sha256());
        var classes = node.putObject("storage_classes");
        facts.storageClasses().forEach((column, counts) -> {
            var entry = classes.putObject(column);
            counts.forEach(entry::put);
        });
    }

    static ObjectNode counts(Counts counts) {
        var node = object().put("read", counts.read())
                .put("inserted", counts.inserted())
                .put("changed", counts.changed())
                .put("unchanged", counts.unchanged())
                .put("superseded", counts.superseded())
                .put("duplicates", counts.duplicates())
                .put("from_venue", counts.venue())
                .put("without_place", counts.withoutPlace())
                .put("archived", counts.archived())
                .put("rewritten", counts.rewritten());
        var flags = node.putObject("flags");
        counts.flags().forEach(flags::put);
        return node;
    }

    static ObjectNode verified(Verified verified) {
        var node = object().put("clean", verified.isClean())
                .put("compared", verified.compared())
                .put("elsewhere", verified.elsewhere())
                .put("archived", verified.archived())
                .put("different", verified.different());
        facts(node.putObject("database"), verified.database());
        if (verified.archived() > 0) {
            facts(node.putObject("file_without_archived"), verified.file());
        }
        var list = node.putArray("differences");
        for (var difference : verified.differences()) {
            list.addObject()
                    .put("row", difference.row())
                    .put("column", difference.column())
                    .put("file", difference.file())
                    .put("database", difference.database());
        }
        return node;
    }
}
