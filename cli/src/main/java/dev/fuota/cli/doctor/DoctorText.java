package dev.fuota.cli.doctor;

import dev.fuota.cli.console.Style;
import dev.fuota.linux.probe.Finding;
import dev.fuota.linux.probe.Section;
import dev.fuota.linux.probe.Section.Mode;
import java.util.ArrayList;
import java.util.List;

/** The findings as lines for people. */
final class DoctorText {
  private static final int TOPIC_WIDTH = 17;

  private final Style style;

  DoctorText(Style style) {
    this.style = style;
  }

  List<String> lines(List<Section> sections) {
    List<String> lines = new ArrayList<>();
    for (Section section : sections) {
      lines.add(style.strong(title(section.mode())) + ": " + verdict(section));
      section.findings().forEach(finding -> add(finding, lines));
    }
    return lines;
  }

  private static String title(Mode mode) {
    return switch (mode) {
      case MACHINE -> "This machine";
      case SPI -> "Radio on SPI (--mode spi)";
      case SERIAL -> "Modem on a serial port (--mode serial)";
      case MSU -> "Updates over a network (--mode msu)";
      case DAEMON -> "Agent as a service (--mode daemon)";
    };
  }

  private String verdict(Section section) {
    return section.isReady() ? style.good("ready") : style.bad("something is missing");
  }

  private void add(Finding finding, List<String> lines) {
    String topic =
        finding.topic() + " ".repeat(Math.max(1, TOPIC_WIDTH - finding.topic().length()));
    lines.add("  " + state(finding) + "  " + topic + finding.text());
    if (!finding.whatToType().isEmpty()) {
      lines.add("             -> " + finding.whatToType());
    }
  }

  private String state(Finding finding) {
    return switch (finding.state()) {
      case OK -> style.good("ok     ");
      case WARNING -> style.strong("warning");
      case MISSING -> style.bad("missing");
    };
  }
}
