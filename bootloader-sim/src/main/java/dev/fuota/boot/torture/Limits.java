package dev.fuota.boot.torture;

import dev.fuota.boot.torture.Layout.Range;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.sim.NorFlash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a run may take: what the undisturbed one took, and a little for each cut.
 *
 * @param boots of the undisturbed run
 * @param changes of the image, in the undisturbed run
 * @param erases of the most worn sector of each partition, in the undisturbed run
 */
record Limits(Stage stage, int boots, int changes, Map<String, Integer> erases) {
  private static final int BOOTS_MAX = 32;

  /** Of the greediest strategies: move takes two in the primary slot, a trailer one more. */
  private static final int SECTOR_ERASES = 3;

  /** Of the scratch sector, besides one for each sector of a slot. */
  private static final int SCRATCH_EXTRA = 2;

  /** Octets of the record that names a step, of those that stay, and records besides the steps. */
  private static final int STEP_RECORD = 18;

  private static final int LIVE_RECORDS = 256;
  private static final int RECORDS_AROUND = 16;

  /** Where the bootloader's journal keeps the security counter (docs/flash-layout.md). */
  private static final int COUNTER_KEY = 3;

  /** For the undisturbed run, which makes the real ones. */
  static Limits none(Stage stage) {
    return new Limits(stage, BOOTS_MAX, 1, Map.of());
  }

  /** As {@code clean} needed. */
  static Limits of(Stage stage, Course clean) {
    Map<String, Integer> erases = new LinkedHashMap<>();
    stage
        .layout()
        .ranges()
        .forEach((name, range) -> erases.put(name, most(stage, clean.flash(), range)));
    return new Limits(stage, clean.progress().boots, Math.max(1, clean.progress().changes), erases);
  }

  /** How many boots may pass until the device rests. */
  int boots(Progress progress) {
    return boots + progress.cuts + (stage.scenario().hasTrial() ? stage.trialBoots() : 0);
  }

  /**
   * What counts at the end of a run.
   *
   * @throws Breach if a sector was worn or the security counter fell
   */
  void check(Course course) {
    Progress progress = course.progress();
    if (progress.defects > 0) {
      return; // what fails is done again, and a counter may have been on a dead sector
    }
    int rounds = (progress.changes + changes - 1) / changes;
    erases.forEach(
        (name, clean) -> {
          Range range = stage.layout().ranges().getOrDefault(name, stage.layout().primary());
          int most = most(stage, course.flash(), range);
          int bound =
              Math.max(Math.max(1, rounds) * clean, progress.changes * forOneChange(name))
                  + 2 * progress.cuts;
          if (most > bound) {
            throw new Breach(
                Violation.WORN,
                "a sector of " + name + " was erased " + most + " times, bound " + bound);
          }
        });
    if (!stage.mcuboot() && progress.forGood) {
      long now = counter(course.flash());
      if (now < stage.newImage().counter()) {
        throw new Breach(Violation.COUNTER, "it is " + now + ", not " + stage.newImage().counter());
      }
    }
  }

  /** Erases of a sector for one exchange of the images, its trailer's sector included. */
  private int forOneChange(String partition) {
    return switch (partition) {
      case "scratch" -> stage.layout().primary().count() + SCRATCH_EXTRA;
      case "journal" -> Math.max(SECTOR_ERASES, journalErases());
      default -> SECTOR_ERASES;
    };
  }

  /**
   * A record for each step, three for each sector of the slot, and some around them. When the room
   * of a bank behind the live records is used up, the other one is erased.
   */
  private int journalErases() {
    Geometry journal = stage.layout().on(stage.start()).journal().geometry();
    int record = journal.alignUp(STEP_RECORD);
    int room = Math.max(record, journal.size() / 2 - LIVE_RECORDS);
    int records = 3 * stage.layout().primary().count() + RECORDS_AROUND;
    int copies = (records * record + room - 1) / room;
    return copies / 2 + 2;
  }

  private static int most(Stage stage, NorFlash flash, Range range) {
    int most = 0;
    for (int sector = range.first(); sector < range.end(); sector++) {
      most = Math.max(most, flash.wear(sector) - stage.start().wear(sector));
    }
    return most;
  }

  /** The security counter that the bootloader remembers, -1 if none. */
  long counter(NorFlash flash) {
    try {
      return new JournalNvm(stage.layout().on(flash).journal())
          .read(COUNTER_KEY)
          .map(ByteBuffer::wrap)
          .map(octets -> Integer.toUnsignedLong(octets.order(ByteOrder.LITTLE_ENDIAN).getInt()))
          .orElse(-1L);
    } catch (FlashFault unreadable) {
      return -1;
    }
  }
}
