package dev.fuota.cli.agent;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.device.config.DeviceSettings;
import dev.fuota.device.config.LinkSettings;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.GuardedLink;
import dev.fuota.drivers.lbm.Lbm;
import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.rui3.Rui3;
import dev.fuota.drivers.wioe5.WioE5;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.serial.HandshakeLines;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.linux.pi4j.Pi4jHandshakeLines;
import dev.fuota.linux.serial.JSerialLine;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A modem on a serial port. With each reset of the device it is found anew, as it may be another
 * one by then: the line is closed and opened.
 */
final class SerialModem implements LoopGround.Hardware, DeviceLink {
  private final LinkSettings.Modem settings;
  private final ModemSettings wanted;
  private final EventLoop loop;
  private final LinkHealth health;
  private final BooleanSupplier guard;
  private @Nullable ModemLink modem;

  SerialModem(
      LinkSettings.Modem settings,
      ModemSettings wanted,
      EventLoop loop,
      LinkHealth health,
      BooleanSupplier guard) {
    this.settings = settings;
    this.wanted = wanted;
    this.loop = loop;
    this.health = health;
    this.guard = guard;
  }

  /** What is wanted of the modem of this device. */
  static ModemSettings wanted(Region region, DeviceSettings device) {
    if (device.version() == LorawanVersion.V1_1) {
      throw new InputProblem(
          "CONFIG_BAD", "device: version: modems speak LoRaWAN 1.0 only; write 1.0.4");
    }
    ModemCredentials credentials =
        device.joins()
            ? new ModemCredentials.Otaa(
                device.credentials().devEui(),
                device.credentials().joinEui(),
                device.credentials().joinKeys().appKey())
            : new ModemCredentials.Personalised(
                device.credentials().devAddr(),
                device.credentials().sessionKeys().fNwkSIntKey(),
                device.credentials().sessionKeys().appSKey());
    return new ModemSettings(
        region,
        credentials,
        device.deviceClass() == dev.fuota.agent.mac.DeviceClass.C,
        device.adr(),
        device.adr() ? OptionalInt.empty() : OptionalInt.of(device.dataRate()),
        ModemSettings.DEFAULT_PORTS,
        device.subBand());
  }

  @Override
  public DeviceLink link() {
    return this;
  }

  @Override
  public void start() {
    // The device does it, with the link.
  }

  @Override
  public LorawanLink start(Ports ports) {
    SerialLine line = JSerialLine.open(settings.device(), settings.baud(), loop);
    ModemLink started = driver(line, ports);
    modem = started;
    started.start();
    return new GuardedLink(started, guard, ports.timers());
  }

  private ModemLink driver(SerialLine line, Ports ports) {
    if (settings.model().equals(ModemModel.RAK3172)) {
      return Rui3.link(line, wanted, ports.timers(), ports.clock(), ports.random(), health);
    }
    if (settings.model().equals(ModemModel.WIO_E5)) {
      return WioE5.link(line, wanted, ports.timers(), ports.clock(), ports.random(), health);
    }
    LinkSettings.Handshake pins = settings.handshake().orElseThrow();
    return Lbm.link(
        line, lines(pins), wanted, ports.timers(), ports.clock(), ports.random(), health);
  }

  private HandshakeLines lines(LinkSettings.Handshake pins) {
    try {
      return Pi4jHandshakeLines.open(pins.command(), pins.busy(), pins.event(), loop);
    } catch (BusFault e) {
      throw new InputProblem("PINS_UNREACHABLE", e.getMessage() + "; fuota doctor says more");
    }
  }

  @Override
  public void stop() {
    if (modem != null) {
      modem.close();
      modem = null;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
