package dev.fuota.cli.doctor;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.Versions;
import dev.fuota.drivers.board.Board;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.linux.probe.Doctor;
import dev.fuota.linux.probe.Finding;
import dev.fuota.linux.probe.Machine;
import dev.fuota.linux.probe.PortQuery;
import dev.fuota.linux.probe.Section;
import dev.fuota.linux.probe.Section.Mode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fuota doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Looks at this machine: what there is for a radio on SPI, a modem on a serial port, updates"
          + " over a network, and the agent as a service; what is missing, and what to type.",
      "It changes nothing."
    })
public final class DoctorCommand implements Callable<Integer> {
  /** When results are coloured. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** What can be asked for. */
  enum Wanted {
    SPI(Mode.SPI),
    SERIAL(Mode.SERIAL),
    MSU(Mode.MSU),
    DAEMON(Mode.DAEMON);

    private final Mode mode;

    Wanted(Mode mode) {
      this.mode = mode;
    }
  }

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "spi, serial, msu or daemon: look at what this needs alone, and end with 1 if something"
              + " is missing.")
  private @Nullable Wanted wanted;

  @Option(
      names = "--board",
      paramLabel = "NAME",
      description = "Look at the pins of this board too; --boards lists them.")
  private @Nullable String board;

  @Option(
      names = "--probe",
      description =
          "Ask what is at each serial port: this sends a line or two to whatever is there, and"
              + " takes some seconds a port.")
  private boolean probe;

  @Option(names = "--boards", description = "List the boards that are known, and end.")
  private boolean boards;

  @Option(names = "--modems", description = "List the modems that are known, and end.")
  private boolean modems;

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output, and nothing else there.")
  private boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto, always or never. Default: ${DEFAULT-VALUE}; NO_COLOR is honoured.")
  private Color color = Color.AUTO;

  private final Console console;
  private final Machine machine;

  public DoctorCommand(Console console) {
    this(console, Machine.here());
  }

  /** Looks at another machine. */
  DoctorCommand(Console console, Machine machine) {
    this.console = console;
    this.machine = machine;
  }

  @Override
  public Integer call() {
    if (boards || modems) {
      return list();
    }
    Doctor doctor = new Doctor(machine);
    List<Section> sections = doctor.look(named());
    if (probe) {
      sections = sections.stream().map(each -> asked(each, doctor.ports())).toList();
    }
    if (wanted != null) {
      Mode mode = wanted.mode;
      sections =
          sections.stream()
              .filter(each -> each.mode() == Mode.MACHINE || each.mode() == mode)
              .toList();
    }
    boolean failed = wanted != null && !sections.stream().allMatch(Section::isReady);
    if (json) {
      JsonText.print(console, DoctorJson.document(sections, !failed));
    } else {
      new DoctorText(style()).lines(sections).forEach(console.out()::println);
      console.out().flush();
    }
    return failed ? Exit.FAILED : Exit.DONE;
  }

  private Style style() {
    return switch (color) {
      case AUTO -> new Style(console.likesColor());
      case ALWAYS -> new Style(true);
      case NEVER -> new Style(false);
    };
  }

  private int list() {
    if (json) {
      JsonText.print(console, boards ? KnownThings.boardsJson() : KnownThings.modemsJson());
    } else {
      (boards ? KnownThings.boards() : KnownThings.modems()).forEach(console.out()::println);
      console.out().flush();
    }
    return Exit.DONE;
  }

  private @Nullable Board named() {
    String name = board;
    if (name == null) {
      return null;
    }
    return Board.named(name)
        .orElseThrow(
            () ->
                new InputProblem(
                    "BOARD_UNKNOWN",
                    Board.whyNot(name)
                        .orElseGet(
                            () ->
                                "there is no board '"
                                    + name
                                    + "'; there are "
                                    + Board.KNOWN.stream()
                                        .map(Board::name)
                                        .collect(Collectors.joining(", ")))));
  }

  private Section asked(Section section, List<String> ports) {
    if (section.mode() != Mode.SERIAL) {
      return section;
    }
    List<Finding> findings = new ArrayList<>(section.findings());
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now())) {
      PortQuery query = new PortQuery(loop, PortQuery.PATIENCE);
      for (String port : ports) {
        findings.add(query.ask(Path.of("/dev", port)));
      }
    }
    return new Section(section.mode(), findings);
  }

  /** Names of modes as users write them. */
  static String name(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
