package dev.fuota.cli.agent;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.time.Scheduler;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** In the time of its event loop alone, whose sockets are the link. */
final class NetworkGround implements Ground {
  private final EventLoop loop;
  private final RandomGenerator random = new SplittableRandom(new SecureRandom().nextLong());

  NetworkGround(EventLoop loop) {
    this.loop = loop;
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
  public void enter(Runnable event) {
    event.run();
  }

  @Override
  public void start() {
    // The device opens its sockets itself.
  }

  @Override
  public void run() {
    loop.run();
  }

  @Override
  public void close() {
    // The loop is whose it was before.
  }
}
