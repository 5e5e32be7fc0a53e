package dev.fuota.drivers.rig;

import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.drivers.radio.WindowStatistics;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A MAC and an operator that note what they are told. */
public final class Notes implements Radio.Listener, RadioHealth {
  private final Simulation world;

  /** What the MAC was told: {@code sent}, {@code timeout}, or the frame in hexadecimal. */
  public final List<String> mac = new ArrayList<>();

  /** When that was. */
  public final List<Instant> times = new ArrayList<>();

  /** When transmissions ended, as the radio says it. */
  public final List<Instant> ends = new ArrayList<>();

  public final List<Quality> qualities = new ArrayList<>();
  public final List<String> troubles = new ArrayList<>();
  public final List<String> ready = new ArrayList<>();
  public final WindowStatistics windows = new WindowStatistics();
  private Runnable next = () -> {};

  public Notes(Simulation world) {
    this.world = world;
  }

  /** What the MAC does whenever it is told something. */
  public void then(Runnable action) {
    next = action;
  }

  private void note(String what) {
    mac.add(what);
    times.add(world.instant());
    next.run();
  }

  @Override
  public void onTransmitted(Duration ago) {
    ends.add(world.instant().minus(ago));
    note("sent");
  }

  @Override
  public void onReceived(byte[] phyPayload, Quality quality) {
    qualities.add(quality);
    note(HexFormat.of().formatHex(phyPayload));
  }

  @Override
  public void onReceiveTimeout() {
    note("timeout");
  }

  @Override
  public void onReady(String chip) {
    ready.add(chip);
  }

  @Override
  public void onTrouble(String sentence) {
    troubles.add(sentence);
  }

  @Override
  public void onWindow(Duration late) {
    windows.add(late);
  }
}
