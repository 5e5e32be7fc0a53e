package dev.fuota.server.network;

import dev.fuota.gateway.port.Heard;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.network.Reception.Copy;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Collects the copies of an uplink that several gateways heard, from the first one on for a fixed
 * time. What is ready at about the same time is handed over together, so that its consequences can
 * be stored together.
 */
final class Deduplicator { // MAC-093
  /** Uplinks under collection; more are dropped, which a flood of forged frames may cause. */
  static final int MAX = 4096;

  private static final int COPIES_MAX = 64;
  private static final Duration TOGETHER = Duration.ofMillis(10);

  /** A gateway's clock that is further off than this is not believed. */
  private static final Duration GPS_OFF_MAX = Duration.ofSeconds(2);

  /**
   * An uplink.
   *
   * @param since when its first copy came here
   */
  record Collected(Instant since, List<Copy> copies) {
    /** By the clock of the first gateway that has the right time, else by when it came here. */
    Instant end() {
      for (Copy copy : copies) {
        OptionalLong gpsMillis = copy.heard().gpsMillis();
        if (gpsMillis.isPresent()) {
          Instant told = GpsTime.instant(Duration.ofMillis(gpsMillis.getAsLong()));
          if (Duration.between(told, since).abs().compareTo(GPS_OFF_MAX) <= 0) {
            return told;
          }
        }
      }
      return since;
    }
  }

  private final Duration window;
  private final InstantSource clock;
  private final Timers timers;
  private final Consumer<List<Collected>> ready;

  /** In the order of their first copies. */
  private final Map<Reception.Key, Collected> collecting = new LinkedHashMap<>();

  /**
   * A collector.
   *
   * @param window how long to wait for further copies; zero: not at all
   * @param ready is given uplinks in the order of their first copies
   */
  Deduplicator(
      Duration window, InstantSource clock, Timers timers, Consumer<List<Collected>> ready) {
    this.window = window;
    this.clock = clock;
    this.timers = timers;
    this.ready = ready;
  }

  /**
   * Takes a copy.
   *
   * @return false if there is no room for it
   */
  boolean add(KnownGateway gateway, Heard heard) {
    Copy copy = new Copy(gateway, heard);
    if (window.isZero()) {
      ready.accept(List.of(new Collected(clock.instant(), List.of(copy))));
      return true;
    }
    Collected known = collecting.get(Reception.Key.of(heard));
    return known == null ? begin(copy) : join(known.copies(), copy);
  }

  private boolean begin(Copy copy) {
    if (collecting.size() == MAX) {
      return false;
    }
    List<Copy> copies = new ArrayList<>(1);
    copies.add(copy);
    collecting.put(Reception.Key.of(copy.heard()), new Collected(clock.instant(), copies));
    timers.after(window, this::handOver);
    return true;
  }

  private static boolean join(List<Copy> copies, Copy copy) {
    if (copies.size() < COPIES_MAX
        && copies.stream().noneMatch(known -> known.gateway() == copy.gateway())) {
      copies.add(copy);
    }
    return true;
  }

  private void handOver() {
    Instant latest = clock.instant().minus(window).plus(TOGETHER);
    List<Collected> batch = new ArrayList<>();
    Iterator<Collected> oldest = collecting.values().iterator();
    while (oldest.hasNext()) {
      Collected collected = oldest.next();
      if (collected.since().isAfter(latest)) {
        break;
      }
      oldest.remove();
      batch.add(collected);
    }
    if (!batch.isEmpty()) {
      ready.accept(batch);
    }
  }
}
