package dev.fuota.linux.serial;

import com.fazecast.jSerialComm.SerialPort;

/** jSerialComm as a whole. */
public final class SerialPorts {
  private SerialPorts() {}

  /**
   * Its version, once its native library is loaded.
   *
   * @throws LinkageError if it cannot be loaded
   */
  public static String version() {
    Ports.load();
    return SerialPort.getVersion();
  }
}
