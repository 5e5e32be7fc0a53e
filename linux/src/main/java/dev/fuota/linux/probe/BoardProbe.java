package dev.fuota.linux.probe;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.board.ChipSelect;
import dev.fuota.drivers.board.Pins;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the bus and the pins of a board are there, and free. */
final class BoardProbe {
  private final Machine machine;
  private final Board board;

  BoardProbe(Machine machine, Board board) {
    this.machine = machine;
    this.board = board;
  }

  void look(Optional<Path> header, List<Path> buses, List<Finding> found) {
    found.add(Finding.ok("board", board.name() + ", " + board.title() + " with " + board.chip()));
    Pins pins = board.pins();
    int line = pins.chipSelect().gpio() ? 0 : pins.chipSelect().number();
    String device = "spidev" + pins.spiBus() + "." + line;
    if (buses.stream().noneMatch(bus -> bus.getFileName().toString().equals(device))) {
      found.add(
          Finding.missing("board", "/dev/" + device + ", its SPI line, is not there", spiAdvice()));
    }
    if (header.isEmpty()) {
      found.add(Finding.missing("board", "its pins cannot be looked at", "see 'pins' above"));
      return;
    }
    pins(pins).forEach((name, pin) -> found.add(pin(header.get(), name, pin)));
  }

  private String spiAdvice() {
    return board.pins().spiBus() == 0
        ? "see 'SPI' above"
        : "dtoverlay=spi"
            + board.pins().spiBus()
            + "-1cs in /boot/firmware/config.txt, then sudo"
            + " reboot";
  }

  private Finding pin(Path chip, String name, int pin) {
    Optional<String> taken = machine.living().gpioUser(chip, pin);
    if (taken.isEmpty()) {
      return Finding.ok("board", name + " is GPIO" + pin + ", which is free");
    }
    // The SPI driver may have it: then it drives the pin for us.
    boolean theDrivers = name.equals("chip select") && taken.get().startsWith("spi");
    return theDrivers
        ? Finding.ok("board", name + " is GPIO" + pin + ", driven by the SPI driver")
        : Finding.missing(
            "board",
            name + " is GPIO" + pin + ", which '" + taken.get() + "' has",
            "end the program that has it, or take its overlay out of /boot/firmware/config.txt");
  }

  private static Map<String, Integer> pins(Pins pins) {
    Map<String, Integer> all = new LinkedHashMap<>();
    ChipSelect select = pins.chipSelect();
    if (select.gpio()) {
      all.put("chip select", select.number());
    }
    all.put("interrupt", pins.irq());
    pins.dio1().ifPresent(pin -> all.put("DIO1", pin));
    pins.busy().ifPresent(pin -> all.put("BUSY", pin));
    pins.reset().ifPresent(pin -> all.put("RESET", pin));
    pins.rxEnable().ifPresent(pin -> all.put("receive enable", pin));
    pins.txEnable().ifPresent(pin -> all.put("transmit enable", pin));
    for (int pin : pins.enable()) {
      all.put("supply " + pin, pin);
    }
    return all;
  }
}
