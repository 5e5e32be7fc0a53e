package dev.fuota.fleet.lorawan;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.agent.mac.MacHabits;
import dev.fuota.device.link.RadioLink;
import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.LinkModel;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.StationSettings;
import dev.fuota.fleet.world.DeviceIdentity;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.fleet.world.DeviceSeries;
import dev.fuota.fleet.world.Pace;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.fleet.world.UplinkCounterCheck;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.fec.SharedParityRows;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One device behind its own gateway, whose flash is kept outside. */
public final class LoneDevice {
  private static final long PARITY_OCTETS_MAX = 8L << 20;

  /** One device alone disturbs nobody if it joins soon. */
  private static final Duration ALONE = Duration.ofSeconds(3);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Simulation simulation;
  private final SimulatedDevice device;
  private final VirtualGateway gateway;
  private final Consumer<NorFlash> keeper;
  private Duration kept = Duration.ZERO;

  /**
   * A device without power.
   *
   * @param flash what its flash holds; empty: what leaves the factory
   * @param keeper keeps the flash. It is called before anything is sent that the flash has to
   *     remember (a DevNonce, a frame counter), and every second in which the flash changed
   */
  public LoneDevice(
      LoneDeviceSettings settings, Optional<NorFlash> flash, Pace pace, Consumer<NorFlash> keeper) {
    this.simulation = pace.simulation();
    this.keeper = keeper;
    Air air = new Air(simulation, simulation, simulation.newRandom(), LinkModel.IDEAL);
    this.gateway =
        new VirtualGateway(
            pace,
            air,
            Position.ORIGIN,
            StationSettings.IDEAL,
            settings.gateway(),
            ConcentratorSettings.of(settings.region()));
    DeviceGroup group = settings.device();
    DeviceIdentity identity = LorawanFleet.identity(group, group.devices().get(0));
    MacConfig config =
        LorawanFleet.macConfig(settings.region(), group, identity)
            .withHabits(MacHabits.USUAL.withJoinSpread(ALONE));
    KeepingRadio radio = new KeepingRadio(air.device(Position.ORIGIN), this::keep);
    this.device =
        new SimulatedDevice(
            simulation,
            identity,
            series(settings, flash.orElseGet(LoneDevice::factoryFlash)),
            new SharedParityRows(PARITY_OCTETS_MAX),
            new RadioLink(config, radio, new UplinkCounterCheck()));
  }

  private static NorFlash factoryFlash() {
    return DeviceKind.factoryFlash(FirmwareSamples.image(Sample.V1));
  }

  private static DeviceSeries series(LoneDeviceSettings settings, NorFlash flash) {
    return LorawanFleet.series(settings.region(), settings.device()).holding(flash);
  }

  public VirtualGateway gateway() {
    return gateway;
  }

  public SimulatedDevice device() {
    return device;
  }

  /** Power comes. */
  public void switchOn() {
    device.switchOn();
    look();
  }

  private void look() {
    keep();
    simulation.after(LOOK, this::look);
  }

  /** Has the flash kept, if it changed since. */
  public void keep() {
    Duration busy = device.flash().busyTime();
    if (!busy.equals(kept)) {
      keeper.accept(device.flash());
      kept = busy;
    }
  }
}
