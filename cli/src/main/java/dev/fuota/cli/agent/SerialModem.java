package dev.fuota.cli.agent;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.device.config.DeviceSettings;
import dev.fuota.device.config.LinkSettings;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.GuardedLink;
import dev.fuota.drivers.atslave.AtSlave;
import dev.fuota.drivers.lbm.Lbm;
import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.murata.Murata;
import dev.fuota.drivers.rn2483.Rn2483;
import dev.fuota.drivers.rui3.Rui3;
import dev.fuota.drivers.wioe5.WioE5;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.serial.HandshakeLines;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.linux.pi4j.Pi4jHandshakeLines;
import dev.fuota.linux.serial.JSerialLine;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A modem on a serial port. With each reset of the device it is found anew, as it may be another
 * one by then: the line is closed and opened.
 */
final class SerialModem implements LoopGround.Hardware, DeviceLink {
  /** What all drivers ask for. */
  @FunctionalInterface
  private interface Driver {
    ModemLink link(
        SerialLine line,
        ModemSettings settings,
        Scheduler scheduler,
        InstantSource clock,
        RandomGenerator random,
        ModemHealth health);
  }

  /** The drivers of modems that have nothing but a serial line. */
  private static final Map<ModemModel, Driver> DRIVERS =
      Map.of(
          ModemModel.RAK3172, Rui3::link,
          ModemModel.WIO_E5, WioE5::link,
          ModemModel.RN2483, Rn2483::link,
          ModemModel.MURATA, Murata::link,
          ModemModel.ST_AT_SLAVE, AtSlave::link);

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
    Driver driver = DRIVERS.getOrDefault(settings.model(), this::lbm);
    return driver.link(line, wanted, ports.timers(), ports.clock(), ports.random(), health);
  }

  private ModemLink lbm(
      SerialLine line,
      ModemSettings device,
      Scheduler scheduler,
      InstantSource clock,
      RandomGenerator random,
      ModemHealth listener) {
    LinkSettings.Handshake pins = settings.handshake().orElseThrow();
    return Lbm.link(line, lines(pins), device, scheduler, clock, random, listener);
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
