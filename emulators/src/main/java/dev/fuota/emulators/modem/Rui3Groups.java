package dev.fuota.emulators.modem;

import static dev.fuota.emulators.modem.Rui3Command.OK;
import static dev.fuota.emulators.modem.Rui3Command.PARAM_ERROR;

import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The four multicast slots of a modem with RUI3; they are in flash. */
final class Rui3Groups {
  private static final int SLOTS = 4;
  private static final long F_CNT_MAX = 0xFFFF;

  private final ModemDevice device;
  private final BooleanSupplier busy;
  private final Supplier<Region> region;
  private final Map<Integer, Entry> slots = new TreeMap<>();

  /**
   * A group as it was added.
   *
   * @param frequencyHz and {@code dataRate} and {@code periodicity} as they are listed
   */
  record Entry(
      char deviceClass,
      String address,
      String nwkSKey,
      String appSKey,
      int frequencyHz,
      int dataRate,
      int periodicity) {

    private String listed() {
      return String.format(
          Locale.ROOT,
          "%c:%s:%s:%s:%09d:%02d:%d",
          deviceClass,
          address,
          nwkSKey,
          appSKey,
          frequencyHz,
          dataRate,
          periodicity);
    }
  }

  /**
   * Empty slots.
   *
   * @param busy whether the MAC takes no groups now
   */
  Rui3Groups(ModemDevice device, BooleanSupplier busy, Supplier<Region> region) {
    this.device = device;
    this.busy = busy;
    this.region = region;
  }

  Map<Integer, Entry> entries() {
    return slots;
  }

  /** As it left the factory. */
  void clear() {
    List.copyOf(slots.keySet()).forEach(device::deleteGroup);
    slots.clear();
  }

  List<Rui3Command> commands() {
    return List.of(
        Rui3Command.readable("LSTMULC", true, this::list),
        new Rui3Command("ADDMULC", true, null, this::add, null),
        new Rui3Command("RMVMULC", true, null, this::remove, null));
  }

  private String list() {
    List<String> all = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      Entry entry = slots.get(slot);
      all.add(
          entry == null
              ? "0:00000000:" + "0".repeat(32) + ":" + "0".repeat(32) + ":000000000:00:0"
              : entry.listed());
    }
    return String.join(",", all);
  }

  private String add(String value) {
    Optional<Entry> read = entry(value.split(":", -1));
    Optional<Integer> free = free();
    if (read.isEmpty() || free.isEmpty() || busy.getAsBoolean()) {
      return PARAM_ERROR;
    }
    Entry entry = read.get();
    if (slots.values().stream().anyMatch(other -> other.address().equals(entry.address()))) {
      return PARAM_ERROR;
    }
    slots.put(free.get(), entry);
    device.defineGroup(
        new MulticastGroup(
            free.get(),
            Bytes.fromHex(entry.address()).asBuffer().getInt(),
            Bytes.fromHex(entry.appSKey()).toArray(),
            Bytes.fromHex(entry.nwkSKey()).toArray(),
            0,
            F_CNT_MAX,
            MulticastGroup.NONE));
    return OK;
  }

  private Optional<Integer> free() {
    for (int slot = 0; slot < SLOTS; slot++) {
      if (!slots.containsKey(slot)) {
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  private String remove(String address) {
    for (Map.Entry<Integer, Entry> one : slots.entrySet()) {
      if (one.getValue().address().equalsIgnoreCase(address)) {
        if (busy.getAsBoolean()) {
          return PARAM_ERROR;
        }
        device.deleteGroup(one.getKey());
        slots.remove(one.getKey());
        return OK;
      }
    }
    return PARAM_ERROR;
  }

  /** {@code class:address:NwkSKey:AppSKey[:frequency:dr[:periodicity]]}. */
  private Optional<Entry> entry(String[] fields) {
    boolean form = fields.length == 4 || fields.length == 6 || fields.length == 7;
    if (!form
        || !(fields[0].equalsIgnoreCase("B") || fields[0].equalsIgnoreCase("C"))
        || !isHex(fields[1], 8)
        || !isHex(fields[2], 32)
        || !isHex(fields[3], 32)) {
      return Optional.empty();
    }
    char deviceClass = Character.toUpperCase(fields[0].charAt(0));
    Region here = region.get();
    String frequency = fields.length > 4 ? fields[4] : Integer.toString(here.rx2FrequencyHz());
    String rate = fields.length > 4 ? fields[5] : Integer.toString(here.rx2Rate());
    String periodicity = fields.length > 6 ? fields[6] : "0";
    if (!Rui3Settings.isNumber(frequency, 1, 999_999_999)
        || !Rui3Settings.isNumber(rate, 0, 15)
        || !Rui3Settings.isNumber(periodicity, 0, deviceClass == 'B' ? 7 : 0)
        || !here.isFrequency(Long.parseLong(frequency))
        || here.downlinkRate(Integer.parseInt(rate)).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(
            deviceClass,
            fields[1].toUpperCase(Locale.ROOT),
            fields[2].toUpperCase(Locale.ROOT),
            fields[3].toUpperCase(Locale.ROOT),
            Integer.parseInt(frequency),
            Integer.parseInt(rate),
            Integer.parseInt(periodicity)));
  }

  private static boolean isHex(String text, int digits) {
    return text.length() == digits && Rui3Settings.isHex(text);
  }
}
