package dev.fuota.cli.decode;

import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.TextTable;
import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.explain.ExplainedCommand;
import dev.fuota.protocol.explain.ExplainedField;
import dev.fuota.protocol.explain.Explainer;
import dev.fuota.protocol.explain.Explanation;
import dev.fuota.protocol.explain.Explanation.Defect;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.util.ArrayList;
import java.util.List;

/** Explanations as text. */
final class DecodePrinter {
  private static final int OCTETS_SHOWN = 4;
  private static final String INDENT = "  ";

  private final Style style;
  private final Explainer explainer;

  DecodePrinter(Style style, Explainer explainer) {
    this.style = style;
    this.explainer = explainer;
  }

  /** All explanations, an empty line between them. */
  List<String> lines(List<Explanation> explanations) {
    List<String> lines = new ArrayList<>();
    for (Explanation explanation : explanations) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      add(lines, explanation);
    }
    return lines;
  }

  private void add(List<String> lines, Explanation explanation) {
    Bytes payload = explanation.payload();
    lines.add(style.faint(title() + ", " + count(payload.length()) + ": ") + payload.toHex());
    for (ExplainedCommand command : explanation.commands()) {
      lines.add("");
      lines.add(style.strong(command.name()));
      table(command.fields()).forEach(line -> lines.add(INDENT + line));
      command.remarks().forEach(remark -> lines.add(INDENT + "=> " + remark));
    }
    if (explanation.token().isPresent()) {
      lines.add("");
      table(List.of(explanation.token().get())).forEach(line -> lines.add(INDENT + line));
    }
    if (explanation.defect().isPresent()) {
      lines.add("");
      addDefect(lines, explanation, explanation.defect().get());
    }
  }

  private String title() {
    ApplicationPackage kind = explainer.kind();
    String way = explainer.direction() == Direction.DOWN ? "downlink" : "uplink";
    String version =
        kind == ApplicationPackage.MULTI_PACKAGE
            ? ", packages of version " + explainer.version().number()
            : kind.has(PackageVersion.V2) ? ", version " + explainer.version().number() : "";
    return kind.specification() + " " + kind.title() + version + ", " + way;
  }

  private static String count(int octets) {
    return octets == 1 ? "1 octet" : octets + " octets";
  }

  private static List<String> table(List<ExplainedField> fields) {
    TextTable table = new TextTable("rlrlll");
    table.row("at", "octets", "bits", "field", "value", "meaning");
    int shownAt = -1;
    for (ExplainedField field : fields) {
      boolean again = field.offset() == shownAt;
      table.row(
          again ? "" : String.valueOf(field.offset()),
          again ? "" : spaced(field.octets()),
          bits(field),
          field.name(),
          field.value(),
          field.meaning());
      shownAt = field.offset();
    }
    return table.lines();
  }

  private static String bits(ExplainedField field) {
    return field
        .bits()
        .map(bits -> bits.width() == 1 ? String.valueOf(bits.shift()) : range(bits))
        .orElse("");
  }

  private static String range(Bits bits) {
    return bits.shift() + bits.width() - 1 + ".." + bits.shift();
  }

  private static String spaced(Bytes octets) {
    StringBuilder shown = new StringBuilder();
    int length = Math.min(OCTETS_SHOWN, octets.length());
    for (int i = 0; i < length; i++) {
      shown.append(i == 0 ? "" : " ").append(octets.slice(i, 1).toHex());
    }
    return octets.length() > OCTETS_SHOWN ? shown + " ..." : shown.toString();
  }

  private void addDefect(List<String> lines, Explanation explanation, Defect defect) {
    String what = defect.reason().kind() + " at octet " + defect.offset() + ": ";
    lines.add(style.bad(what) + defect.sentence());
    if (!explanation.rest().isEmpty()) {
      lines.add(INDENT + "not read: " + explanation.rest().toHex());
    }
    explanation
        .readsAs()
        .ifPresent(
            version ->
                lines.add(
                    INDENT
                        + style.good(
                            "hint: this reads as version "
                                + version.number()
                                + "; try --version "
                                + version.number())));
  }
}
