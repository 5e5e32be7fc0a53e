package dev.fuota.tests.chaos;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.boot.BootResult;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Tear;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Lets the supply fail again and again, each time in the middle of a flash operation, which is left
 * torn in one of the modelled ways: soon after power has come back, so that the cut meets what
 * repairs the one before; somewhere in the update; and soon after the image is ready, so that it
 * meets the bootloader.
 */
final class PowerCutter implements DeviceObserver {
  private static final int SOON = 12;
  private static final int SOMETIME = 60;
  private static final double AGAIN_SOON = 0.4;
  private static final Tear[] TEARS = Tear.values();

  private final PowerSupply power;
  private final RandomGenerator random;
  private int left;

  /**
   * A supply that fails.
   *
   * @param cuts how often, at most
   */
  PowerCutter(PowerSupply power, int cuts, RandomGenerator random) {
    this.power = power;
    this.left = cuts;
    this.random = random;
  }

  /** From now on the supply works. */
  void stop() {
    left = 0;
    power.restore();
  }

  private void plan(int within) {
    if (left > 0) {
      long operation = power.operations() + 1 + random.nextInt(within);
      power.cutAt(operation, TEARS[random.nextInt(TEARS.length)]);
    }
  }

  /** Before the bootloader, so that it is met too; of a power-up the plan before is over. */
  @Override
  public void onBooting() {
    plan(random.nextDouble() < AGAIN_SOON ? SOON : SOMETIME);
  }

  @Override
  public void onEvent(AgentEvent event) {
    if (event instanceof AgentEvent.ImageReady) {
      plan(SOON);
    }
  }

  @Override
  public void onBooted(BootResult result) {}

  @Override
  public void onPowerLost(long operation, String during, Duration dark) {
    left--;
  }
}
