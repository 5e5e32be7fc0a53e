package dev.fuota.fleet.msu;

import dev.fuota.fleet.lan.LinkQuality;
import dev.fuota.fleet.lan.RoughLink;
import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Where a fleet lives: a network, and what makes time pass. */
public interface MsuGround {

  Scheduler scheduler();

  InstantSource clock();

  /** Nanoseconds from anywhere, forward only. */
  LongSupplier nanos();

  /** Dice for one component. */
  RandomGenerator newRandom();

  /**
   * The link of the next client.
   *
   * @param quality on top of what the network does by itself
   */
  RoughLink link(LinkQuality quality);

  /** The server's port, with its unicast line open. */
  DatagramPort server(DatagramListener listener);

  /**
   * Lets time pass until {@code done}, or for {@code longest}.
   *
   * @return whether it was done
   */
  boolean run(BooleanSupplier done, Duration longest);
}
