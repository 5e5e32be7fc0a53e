package dev.fuota.cli.doctor;

import dev.fuota.cli.console.JsonText;
import dev.fuota.linux.probe.Finding;
import dev.fuota.linux.probe.Section;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The findings as a document for machines. */
final class DoctorJson {
  private DoctorJson() {}

  static ObjectNode document(List<Section> sections, boolean ok) {
    ObjectNode document = JsonText.object().put("ok", ok);
    ArrayNode all = document.putArray("modes");
    for (Section section : sections) {
      ObjectNode node = all.addObject();
      node.put("mode", DoctorCommand.name(section.mode())).put("ready", section.isReady());
      ArrayNode findings = node.putArray("findings");
      section.findings().forEach(finding -> put(finding, findings.addObject()));
    }
    return document;
  }

  private static void put(Finding finding, ObjectNode node) {
    node.put("topic", finding.topic())
        .put("state", finding.state().name().toLowerCase(Locale.ROOT))
        .put("text", finding.text());
    if (!finding.whatToType().isEmpty()) {
      node.put("whatToType", finding.whatToType());
    }
  }
}
