package dev.fuota.fleet.demo;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Tear;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Lets the power of one device fail once, in the middle of a flash operation that is drawn by lot:
 * in the download from the first stored fragment on, or in the bootloader's copy. It leaves the
 * operation torn in one of the ways of {@link Tear}, drawn by lot too.
 */
final class PowerCutPlan implements DeviceObserver {
  private static final List<Tear> TEARS = List.of(Tear.values());

  private final Role role;
  private final PowerSupply power;
  private final int operations;
  private final RandomGenerator random;
  private boolean armed;
  private boolean imageReady;

  /**
   * A plan for a device with such a role; does nothing before {@link #arm}.
   *
   * @param operations how many flash operations the phase has at the least
   */
  PowerCutPlan(Role role, PowerSupply power, int operations, RandomGenerator random) {
    this.role = role;
    this.power = power;
    this.operations = operations;
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
      cut();
    }
  }

  @Override
  public void onBooting() {
    if (role == Role.CUT_IN_COPY && imageReady) {
      cut();
    }
  }

  private void cut() {
    if (armed) {
      armed = false;
      Tear tear = TEARS.get(random.nextInt(TEARS.size()));
      power.cutAt(power.operations() + 1 + random.nextInt(operations), tear);
    }
  }
}
