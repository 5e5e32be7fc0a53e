package dev.fuota.fleet.demo;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Tear;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Lets the power of one device fail once, in the middle of a flash operation that is drawn by lot:
 * in the download from the first stored fragment on, or while the bootloader installs the image. It
 * leaves the operation torn in one of the ways of {@link Tear}, drawn by lot too.
 */
final class PowerCutPlan implements DeviceObserver {
  private static final List<Tear> TEARS = List.of(Tear.values());

  private final Role role;
  private final SimulatedDevice device;
  private final int fragments;
  private final RandomGenerator random;
  private boolean armed;
  private boolean imageReady;

  /**
   * A plan for a device with such a role; does nothing before {@link #arm}.
   *
   * @param fragments how many are stored at the least
   */
  PowerCutPlan(Role role, SimulatedDevice device, int fragments, RandomGenerator random) {
    this.role = role;
    this.device = device;
    this.fragments = fragments;
    this.random = random;
  }

  void arm() {
    armed = true;
  }

  @Override
  public void onEvent(AgentEvent event) {
    if (event instanceof AgentEvent.ImageReady) {
      imageReady = true;
    }
    if (role == Role.CUT_IN_DOWNLOAD
        && event instanceof AgentEvent.FragmentReceived fragment
        && fragment.reception() == Reception.STORED) {
      cutWithin(fragments);
    }
  }

  @Override
  public void onBooting() {
    if (role == Role.CUT_IN_COPY && imageReady && armed) {
      cutWithin(operationsOfInstallation());
    }
  }

  /** As many as there would be without a cut: a copy of the device shows it. */
  private int operationsOfInstallation() {
    PowerSupply supply = new PowerSupply(0);
    device.bootCopy(supply);
    return (int) supply.operations();
  }

  private void cutWithin(int operations) {
    if (armed && operations > 0) {
      armed = false;
      Tear tear = TEARS.get(random.nextInt(TEARS.size()));
      PowerSupply power = device.power();
      power.cutAt(power.operations() + 1 + random.nextInt(operations), tear);
    }
  }
}
