package dev.fuota.boot.torture;

import dev.fuota.boot.ApplicationMarks;
import dev.fuota.boot.BootConfig;
import dev.fuota.boot.BootSlot;
import dev.fuota.boot.Strategy;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One scenario, made ready: the flash as it is before the first boot, and what may run.
 *
 * @param strategy decides where the download lies, and whether the old image comes back
 * @param mcuboot whether marks are made as MCUboot's application side makes them
 * @param trialBoots how often an image on trial is started
 * @param oldImage what runs at first
 * @param newImage what may run then
 * @param payload what waits in the secondary slot
 * @param third what is downloaded during a trial
 * @param start never written: runs work on forks of it
 */
record Stage(
    Layout layout,
    Strategy strategy,
    boolean mcuboot,
    int trialBoots,
    Scenario scenario,
    Known oldImage,
    Known newImage,
    Bytes payload,
    Optional<Bytes> third,
    NorFlash start) {

  /**
   * An image that may run, as octets and as the bootloader names it.
   *
   * @param counter its security counter, -1 if it has none
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // compared octet by octet a million times, never changed
  record Known(byte[] octets, Bytes digest, long counter) {}

  static Stage of(
      Layout layout,
      BootConfig config,
      Scenario scenario,
      Known oldImage,
      Known newImage,
      Bytes payload,
      Optional<Bytes> third) {
    NorFlash start = new NorFlash(layout.part(), new PowerSupply(0));
    Strategy strategy = config.strategy();
    // Before the download itself something older lies there.
    Bytes waiting =
        acts(scenario, strategy).contains(Act.DOWNLOAD) ? Bytes.of(oldImage.octets) : payload;
    write(layout.primary().of(start), 0, Bytes.of(oldImage.octets));
    if (config.mcuboot() && strategy == Strategy.DIRECT_XIP) {
      // The library erases what was never released, so the factory confirms what runs.
      new ApplicationMarks(layout.primary().of(start), true).markPermanent();
    }
    write(layout.secondary().of(start), layout.payloadOffset(strategy), waiting);
    int trialBoots = config.mcuboot() ? 1 : config.trialBoots();
    return new Stage(
        layout,
        strategy,
        config.mcuboot(),
        trialBoots,
        scenario,
        oldImage,
        newImage,
        payload,
        third,
        start);
  }

  /** What the application does. */
  List<Act> acts() {
    return acts(scenario, strategy);
  }

  /** With direct-XIP the first boot takes what is newest, so nothing newer waits before it. */
  private static List<Act> acts(Scenario scenario, Strategy strategy) {
    List<Act> acts = new ArrayList<>(scenario.acts());
    if (strategy == Strategy.DIRECT_XIP && acts.get(0) != Act.DOWNLOAD) {
      acts.add(0, Act.DOWNLOAD);
    }
    return acts;
  }

  int payloadOffset() {
    return layout.payloadOffset(strategy);
  }

  /** The slot with that name in {@code flash}. */
  Flash slot(NorFlash flash, BootSlot slot) {
    return (slot == BootSlot.PRIMARY ? layout.primary() : layout.secondary()).of(flash);
  }

  /** Whether the old image may come back after the new one ran. */
  boolean canRevert() {
    return strategy.canRevert();
  }

  /** Erases the whole slot, and writes {@code image} sector by sector. */
  static void download(Flash slot, int offset, Bytes image) {
    for (int sector = 0; sector < slot.geometry().sectorCount(); sector++) {
      slot.erase(sector);
    }
    write(slot, offset, image);
  }

  private static void write(Flash slot, int offset, Bytes image) {
    Geometry geometry = slot.geometry();
    byte[] octets = Arrays.copyOf(image.toArray(), geometry.alignUp(image.length()));
    Arrays.fill(octets, image.length(), octets.length, (byte) geometry.erasedValue());
    for (int at = 0; at < octets.length; ) {
      int sector = geometry.sectorOf(offset + at);
      int room = geometry.sectorOffset(sector) + geometry.sectorSize(sector) - offset - at;
      int length = Math.min(room, octets.length - at);
      slot.program(offset + at, ByteBuffer.wrap(octets, at, length));
      at += length;
    }
  }
}
