package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.explain.ExplainedCommand;
import dev.fuota.protocol.explain.ExplainedField;
import dev.fuota.protocol.explain.Explainer;
import dev.fuota.protocol.explain.Explanation;
import dev.fuota.protocol.firmware.DevVersionReport;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import dev.fuota.server.campaign.FirmwareVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in one line what a message says, as {@code fuota decode} does in many. */
final class MessageText {
  /** Longer values are of no use in a line: keys, data. */
  private static final int VALUE_MAX = 24;

  private MessageText() {}

  /** Whether messages on this port are kept. */
  static boolean owns(int fPort) {
    return fPort == DevVersionReport.FPORT || of(fPort).isPresent();
  }

  private static Optional<ApplicationPackage> of(int fPort) {
    return Stream.of(ApplicationPackage.values())
        .filter(one -> one.defaultFPort() == fPort)
        .findFirst();
  }

  static String of(int fPort, Direction direction, PackageVersion version, Bytes payload) {
    if (fPort == DevVersionReport.FPORT) {
      return DevVersionReport.decode(payload).map(MessageText::report).value().orElse("unreadable");
    }
    return of(fPort)
        .map(kind -> line(new Explainer(kind, version, direction).explain(payload)))
        .orElse("");
  }

  private static String report(DevVersionReport report) {
    return "DevVersionReport fwVersion="
        + FirmwareVersion.text(report.fwVersion())
        + " secondsSinceReset="
        + report.secondsSinceReset();
  }

  private static String line(Explanation explanation) {
    List<String> said = new ArrayList<>();
    explanation.commands().forEach(command -> said.add(command(command)));
    explanation.defect().ifPresent(defect -> said.add("unreadable: " + defect.sentence()));
    return said.isEmpty() ? "nothing" : String.join("; ", said);
  }

  private static String command(ExplainedCommand command) {
    String fields =
        command.fields().stream()
            .filter(field -> !field.name().equals("CID") && field.value().length() <= VALUE_MAX)
            .map(MessageText::field)
            .collect(Collectors.joining(" "));
    return fields.isEmpty() ? command.name() : command.name() + " " + fields;
  }

  private static String field(ExplainedField field) {
    return field.name() + "=" + field.value();
  }
}
