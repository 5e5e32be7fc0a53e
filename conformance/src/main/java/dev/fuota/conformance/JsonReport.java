package dev.fuota.conformance;

import dev.fuota.conformance.FileReport.Ran;
import dev.fuota.conformance.FileReport.Unusable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A report as one JSON document. */
public final class JsonReport {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonReport() {}

  /**
   * The document: {@code passed}, {@code failed}, {@code notApplicable} and {@code files[]}, each
   * with {@code file} and either {@code schema} and {@code groups[]} or {@code error}.
   */
  public static JsonNode tree(ConformanceReport report) {
    ObjectNode tree = NODES.objectNode();
    putCounts(tree, report.passed(), report.failed(), report.notApplicable());
    ArrayNode files = tree.putArray("files");
    for (FileReport file : report.files()) {
      ObjectNode node = files.addObject().put("file", file.file().toString());
      if (file instanceof Unusable unusable) {
        node.putObject("error").put("place", unusable.place()).put("message", unusable.sentence());
      } else if (file instanceof Ran ran) {
        ArrayNode groups = node.put("schema", ran.schema()).putArray("groups");
        ran.groups().forEach(group -> putGroup(groups.addObject(), group));
      }
    }
    return tree;
  }

  private static void putGroup(ObjectNode node, GroupReport group) {
    node.put("name", group.name());
    putCounts(node, group.passed(), group.failed(), group.notApplicable());
    ArrayNode reasons = node.putArray("reasons");
    group
        .inapplicable()
        .forEach((reason, count) -> reasons.addObject().put("reason", reason).put("count", count));
    ArrayNode failures = node.putArray("failures");
    for (Failure failure : group.failures()) {
      failures
          .addObject()
          .put("id", failure.id())
          .put("field", failure.field())
          .put("expected", failure.expected())
          .put("got", failure.got());
    }
  }

  private static void putCounts(ObjectNode node, int passed, int failed, int notApplicable) {
    node.put("passed", passed).put("failed", failed).put("notApplicable", notApplicable);
  }
}
