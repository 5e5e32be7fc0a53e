package dev.fuota.cli.console;

import dev.fuota.fleet.report.JsonReport;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parts that the JSON documents of all commands share. */
public final class JsonText {
  private JsonText() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Adds why something did not work: a stable code and one line. */
  public static void putError(ObjectNode document, String code, String message) {
    document.putObject("error").put("code", code).put("message", message);
  }

  public static void print(Console console, ObjectNode document) {
    console.out().print(JsonReport.text(document));
    console.out().flush();
  }
}
