package dev.fuota.cli.agent;

import dev.fuota.device.link.DeviceLink;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** In the time of its event loop alone, with a link to real hardware. */
final class LoopGround implements LinkedGround {
  private final EventLoop loop;
  private final RandomGenerator random;
  private final Hardware hardware;

  /** What the link hangs on. */
  interface Hardware {
    DeviceLink link();

    void start();

    void close();
  }

  LoopGround(EventLoop loop, Hardware hardware) {
    this.loop = loop;
    this.random = new SplittableRandom(loop.nanos());
    this.hardware = hardware;
  }

  @Override
  public Scheduler scheduler() {
    return loop;
  }

  @Override
  public InstantSource clock() {
    return loop;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public DeviceLink link() {
    return hardware.link();
  }

  @Override
  public void enter(Runnable event) {
    event.run();
  }

  @Override
  public void start() {
    hardware.start();
  }

  @Override
  public void run() {
    loop.run();
  }

  @Override
  public void close() {
    hardware.close();
  }
}
