package dev.fuota.linux.probe;

import dev.fuota.linux.probe.Section.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a modem on a serial port needs. */
final class SerialProbe {
  private static final String NAMES = "tty(USB|ACM|AMA|S|THS|mxc|O)\\d+";

  private final Machine machine;
  private final User user;

  SerialProbe(Machine machine) {
    this.machine = machine;
    this.user = User.of(machine);
  }

  Section look() {
    List<Finding> found = new ArrayList<>();
    Map<String, String> links = links();
    List<String> ports = ports(machine);
    for (String port : ports) {
      found.add(port(port, Optional.ofNullable(links.get(port))));
    }
    if (ports.isEmpty()) {
      found.add(
          Finding.missing(
              "port", "there is no serial port", "plug the modem in, then look at 'dmesg | tail'"));
    }
    consoles(found);
    modemManager(found);
    return new Section(Mode.SERIAL, found);
  }

  /** Names of ports that have hardware behind them: not all that the kernel has names for do. */
  private static List<String> ports(Machine machine) {
    return Text.files(machine.at("/sys/class/tty"), NAMES).stream()
        .filter(port -> Files.exists(port.resolve("device")) && !isEmpty(port))
        .map(port -> port.getFileName().toString())
        .filter(name -> Files.exists(machine.at("/dev/" + name)))
        .toList();
  }

  /** An 8250 that was not found has the type 0. */
  private static boolean isEmpty(Path port) {
    return Text.line(port.resolve("type")).orElse("").equals("0");
  }

  private Map<String, String> links() {
    Map<String, String> links = new TreeMap<>();
    for (Path link : Text.files(machine.at("/dev/serial/by-id"), ".*")) {
      try {
        String target = Files.readSymbolicLink(link).getFileName().toString();
        links.put(target, "/dev/serial/by-id/" + link.getFileName());
      } catch (IOException e) {
        // It was unplugged just now.
      }
    }
    return links;
  }

  private Finding port(String name, Optional<String> link) {
    Path device = machine.at("/dev/" + name);
    String text = "/dev/" + name + link.map(path -> " (use " + path + ")").orElse("");
    return machine.living().mayUse(device)
        ? Finding.ok("port", text + " may be used")
        : Finding.missing("port", text + ": no permission", user.advice("dialout"));
  }

  /** What the kernel's command line calls a console, and may be a serial port. */
  private static List<String> consoles(Machine machine) {
    return Arrays.stream(Text.line(machine.at("/proc/cmdline")).orElse("").split("\\s+"))
        .filter(word -> word.startsWith("console="))
        .map(word -> word.substring("console=".length()).replaceFirst(",.*", ""))
        .filter(name -> name.equals("serial0") || name.matches(NAMES))
        .toList();
  }

  /** Names of the ports that a modem may be at. */
  static List<String> freePorts(Machine machine) {
    List<String> consoles = consoles(machine);
    return ports(machine).stream().filter(port -> !consoles.contains(port)).toList();
  }

  private void consoles(List<Finding> found) {
    boolean aPi = MachineProbe.model(machine).orElse("").startsWith("Raspberry Pi");
    for (String name : consoles(machine)) {
      found.add(
          Finding.warning(
              "console",
              "the kernel talks on " + name + ": no modem can be there",
              aPi
                  ? "sudo raspi-config nonint do_serial_cons 1, then sudo reboot"
                  : "take console=" + name + " out of the kernel's command line"));
    }
  }

  private void modemManager(List<Finding> found) {
    if (Files.exists(machine.at("/usr/sbin/ModemManager"))) {
      found.add(
          Finding.warning(
              "ModemManager",
              "is installed: it talks to each new serial port, and disturbs a LoRaWAN modem",
              "sudo systemctl disable --now ModemManager"));
    }
  }
}
