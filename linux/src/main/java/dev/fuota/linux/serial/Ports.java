package dev.fuota.linux.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import dev.fuota.linux.libc.PrivateLibraries;
import java.nio.file.Path;
import java.util.Optional;

/** Makes jSerialComm's ports. */
final class Ports {
  static {
    PrivateLibraries.unpacked(
        "jSerialComm.library.path",
        PrivateLibraries.machine().map(name -> "/Linux/" + name + "/libjSerialComm.so"),
        SerialPort::getVersion);
  }

  private Ports() {}

  /** Sees to it that the native library is loaded, from a folder of ours. */
  static void load() {
    // The initialiser of this class has done so.
  }

  /** Reads block until one octet is there, and have no other time-out (1.3). */
  static Optional<SerialPort> at(Path device, int baud) {
    SerialPort port;
    try {
      // Resolves symbolic links, which may lead elsewhere after the device was plugged in again.
      port = SerialPort.getCommPort(device.toString());
    } catch (SerialPortInvalidPortException e) {
      return Optional.empty();
    }
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 0, 0);
    // Boards wire these lines to the reset of the modem, or to its boot pin.
    port.clearDTR();
    port.clearRTS();
    return Optional.of(port);
  }
}
