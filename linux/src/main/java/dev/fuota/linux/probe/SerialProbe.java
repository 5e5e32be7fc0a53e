package dev.fuota.linux.probe;

import dev.fuota.linux.probe.Section.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  static List<String> ports(Machine machine) {
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
        continue;
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

  private void consoles(List<Finding> found) {
    for (String word : Text.line(machine.at("/proc/cmdline")).orElse("").split("\\s+")) {
      String name = word.replaceFirst("^console=", "").replaceFirst(",.*", "");
      if (word.startsWith("console=") && (name.equals("serial0") || name.matches(NAMES))) {
        found.add(
            Finding.warning(
                "console",
                "the kernel talks on " + name + ": no modem can be there",
                "sudo raspi-config nonint do_serial_cons 1, then sudo reboot"));
      }
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
