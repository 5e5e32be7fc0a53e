package dev.fuota.linux.probe;

import dev.fuota.drivers.board.Board;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at everything. */
public final class Doctor {
  private final Machine machine;

  public Doctor(Machine machine) {
    this.machine = machine;
  }

  /**
   * What is there and what is missing, for each way to use the machine.
   *
   * @param board whose pins are looked at too; null for none
   */
  public List<Section> look(@Nullable Board board) {
    return List.of(
        new MachineProbe(machine).look(),
        new SpiProbe(machine).look(board),
        new SerialProbe(machine).look(),
        new NetworkProbe(machine).look(),
        new DaemonProbe(machine).look());
  }

  /** Names of the serial ports that a modem may be at, as {@code ttyUSB0}. */
  public List<String> ports() {
    return SerialProbe.freePorts(machine);
  }
}
