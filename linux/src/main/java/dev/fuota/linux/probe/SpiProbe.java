package dev.fuota.linux.probe;

import dev.fuota.drivers.board.Board;
import dev.fuota.linux.probe.Section.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a transceiver on SPI needs. */
final class SpiProbe {
  private static final String SPI_ON = "dtparam=spi=on";

  private final Machine machine;
  private final User user;

  SpiProbe(Machine machine) {
    this.machine = machine;
    this.user = User.of(machine);
  }

  Section look(@Nullable Board board) {
    List<Finding> found = new ArrayList<>();
    List<Path> buses = Text.files(machine.at("/dev"), "spidev\\d+\\.\\d+");
    if (buses.isEmpty()) {
      found.add(noSpi());
    }
    buses.forEach(bus -> found.add(usable("SPI", bus, "spi")));
    Optional<Path> header = pins(found);
    found.addAll(Limits.of(machine).realTime(user));
    if (board != null) {
      new BoardProbe(machine, board).look(header, buses, found);
    }
    return new Section(Mode.SPI, found);
  }

  private Finding noSpi() {
    if (MachineProbe.model(machine).isEmpty()) {
      return Finding.missing(
          "SPI",
          "no /dev/spidev*: this machine has no SPI bus for users",
          "use a Raspberry Pi, or a modem on a serial port");
    }
    Path config = config();
    boolean written = Text.lines(config).stream().anyMatch(line -> line.strip().equals(SPI_ON));
    return written
        ? Finding.missing("SPI", "off, but " + SPI_ON + " is set", "sudo reboot")
        : Finding.missing(
            "SPI",
            "off: no /dev/spidev*",
            "sudo raspi-config nonint do_spi 0 (or "
                + SPI_ON
                + " in "
                + name(config)
                + "), then sudo reboot");
  }

  private Path config() {
    Path today = machine.at("/boot/firmware/config.txt");
    return Text.lines(today).isEmpty() && !Text.lines(machine.at("/boot/config.txt")).isEmpty()
        ? machine.at("/boot/config.txt")
        : today;
  }

  private String name(Path file) {
    return "/" + machine.root().relativize(file);
  }

  private Finding usable(String topic, Path device, String group) {
    return machine.living().mayUse(device)
        ? Finding.ok(topic, name(device) + " may be used")
        : Finding.missing(topic, name(device) + ": no permission", user.advice(group));
  }

  /** The chip whose lines are the header's, as Pi4J chooses it: the first that is a pinctrl. */
  private Optional<Path> pins(List<Finding> found) {
    List<Path> chips = Text.files(machine.at("/dev"), "gpiochip\\d+");
    Optional<Path> header = Optional.empty();
    for (Path chip : chips) {
      Optional<String> label = machine.living().gpioLabel(chip);
      boolean theirs = label.orElse("").contains("pinctrl");
      if (!machine.living().mayUse(chip)) {
        found.add(Finding.missing("pins", name(chip) + ": no permission", user.advice("gpio")));
      } else {
        String what = label.orElse("without a name") + (theirs ? ", the header's pins" : "");
        found.add(Finding.ok("pins", name(chip) + " is " + what));
      }
      if (theirs && header.isEmpty()) {
        header = Optional.of(chip);
      }
    }
    if (chips.isEmpty()) {
      found.add(
          Finding.missing(
              "pins", "no /dev/gpiochip*: this machine has no pins", "use a Raspberry Pi"));
    }
    return header;
  }
}
