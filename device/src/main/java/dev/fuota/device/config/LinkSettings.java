package dev.fuota.device.config;

import dev.fuota.device.msu.MsuSettings;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.protocol.lorawan.Eui;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How a device is joined with its network. */
public sealed interface LinkSettings {
  /** The key in the file. */
  String kind();

  /**
   * A virtual gateway of its own, without radio.
   *
   * @param network address of the network server
   * @param eui of the gateway, as the network server has it
   */
  record Gateway(URI network, Eui eui) implements LinkSettings {
    @Override
    public String kind() {
      return "gateway";
    }
  }

  /**
   * A transceiver on SPI.
   *
   * @param emulated if it is there, the chip is an emulation in the air of this gateway
   */
  record Radio(Board board, Optional<Gateway> emulated) implements LinkSettings {
    @Override
    public String kind() {
      return "radio";
    }
  }

  /**
   * A LoRaWAN modem on a serial line.
   *
   * @param handshake the pins beside the line, of a modem that has such
   */
  record Modem(ModemModel model, Path device, int baud, Optional<Handshake> handshake)
      implements LinkSettings {
    @Override
    public String kind() {
      return "modem";
    }
  }

  /** Pins by which a host and a modem tell each other who may speak, by their BCM numbers. */
  record Handshake(int command, int busy, int event) {}

  /** No LoRaWAN: a network interface, and Mass Software Upgrade on it. */
  record Msu(MsuSettings settings) implements LinkSettings {
    @Override
    public String kind() {
      return "msu";
    }
  }
}
