package dev.fuota.agent.msu;

import dev.fuota.hal.file.Done;
import dev.fuota.hal.file.FileArea;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.file.PartFile;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Notification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The chunk stores on the disk: as many as a cycle has files, each a record and a part file. */
final class FileStore { // MSU-134
  private static final String DEVICE = "msu-device";

  private final FileArea files;

  FileStore(FileArea files) {
    this.files = files;
  }

  /**
   * One store.
   *
   * @param number 1 to 3; a file may lie in any
   */
  record Slot(int number, StoreRecord record) {}

  static String part(int slot) {
    return "msu-" + slot + ".part";
  }

  private static String record(int slot) {
    return "msu-" + slot + ".chunks";
  }

  DeviceRecord device() {
    return files.loadRecord(DEVICE).flatMap(DeviceRecord::decode).orElse(DeviceRecord.NEW);
  }

  boolean save(DeviceRecord device) {
    return files.saveRecord(DEVICE, device.encode()).isOk();
  }

  /** The newest store of a cycle that is not over. */
  Optional<Slot> unfinished(MsuLimits limits, Predicate<StoreRecord> suits) {
    return slots(limits).stream()
        .filter(slot -> slot.record().open() && suits.test(slot.record()))
        .max(Comparator.comparingLong(slot -> slot.record().heardMs()));
  }

  /** What is held of a file that is announced, from whatever cycle. */
  Optional<Slot> reusable(MsuLimits limits, Notification announced) {
    return slots(limits).stream().filter(slot -> slot.record().hasContentOf(announced)).findFirst();
  }

  /** A store for something new: an empty one, else the one that was used longest ago. */
  int free(MsuLimits limits) {
    List<Slot> used = slots(limits);
    for (int number = 1; number <= MsuLimits.FILES_MAX; number++) {
      int candidate = number;
      if (used.stream().noneMatch(slot -> slot.number() == candidate)) {
        return number;
      }
    }
    return used.stream()
        .min(Comparator.comparingLong(slot -> slot.record().heardMs()))
        .orElseThrow()
        .number();
  }

  private List<Slot> slots(MsuLimits limits) {
    List<Slot> slots = new ArrayList<>();
    for (int number = 1; number <= MsuLimits.FILES_MAX; number++) {
      int slot = number;
      files
          .loadRecord(record(number))
          .flatMap(octets -> StoreRecord.decode(octets, limits))
          .filter(stored -> files.exists(part(slot)))
          .ifPresent(stored -> slots.add(new Slot(slot, stored)));
    }
    return slots;
  }

  FileResult<PartFile> open(int slot, long size) {
    return files.part(part(slot), size);
  }

  FileResult<Done> save(Slot slot) {
    return files.saveRecord(record(slot.number()), slot.record().encode());
  }

  /** The octets and what is known of them. */
  void delete(int slot) {
    files.delete(record(slot));
    files.delete(part(slot));
  }
}
