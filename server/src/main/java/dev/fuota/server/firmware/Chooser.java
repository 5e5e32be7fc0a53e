package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses for each device the file that it is sent. */
final class Chooser {

  /** Devices that are alike get the same. */
  private record Alike(Abilities abilities, Optional<Bytes> base) {}

  /** One file, or why there is none. */
  record Choice(Optional<Made> made, Refusal.Code code, String sentence) {
    static Choice of(Made made) {
      return new Choice(Optional.of(made), Refusal.Code.TOO_LARGE, "");
    }

    static Choice none(Refusal.Code code, String sentence) {
      return new Choice(Optional.empty(), code, sentence);
    }
  }

  /** The files that there are for such devices. */
  interface Offers {
    /**
     * All of them, whether the device can take them or not.
     *
     * @param base what runs, if that is known
     */
    List<Made> of(Abilities abilities, Optional<WholeImage> base);
  }

  private final WholeImage fresh;
  private final FormPolicy policy;
  private final Bases bases;
  private final Offers offers;
  private final Map<Alike, Choice> known = new LinkedHashMap<>();

  Chooser(WholeImage fresh, FormPolicy policy, Bases bases, Offers offers) {
    this.fresh = fresh;
    this.policy = policy;
    this.bases = bases;
    this.offers = offers;
  }

  Choice choose(Candidate device) {
    Bases.Found found = bases.of(device);
    Optional<Choice> unfit = Suitable.check(fresh, device, found.base());
    if (unfit.isPresent()) {
      return unfit.get();
    }
    if (policy == FormPolicy.DELTA && found.base().isEmpty()) {
      return Choice.none(found.code(), found.sentence());
    }
    Alike alike = new Alike(device.abilities(), found.base().map(WholeImage::digest));
    Choice before = known.get(alike);
    if (before != null) {
      return before;
    }
    Choice choice = best(device.abilities(), found.base());
    known.put(alike, choice);
    return choice;
  }

  private Choice best(Abilities abilities, Optional<WholeImage> base) {
    List<Made> all = offers.of(abilities, base);
    List<Made> fitting =
        all.stream().filter(made -> made.base().isEmpty() || isBase(base, made)).toList();
    if (fitting.isEmpty() && !all.isEmpty()) {
      return Choice.none(
          Refusal.Code.BASE_MISMATCH,
          "the file is a delta to image " + all.get(0).base() + ", the device runs another");
    }
    Optional<Made> best =
        fitting.stream()
            .filter(made -> made.expandRam() <= abilities.expandRam())
            .filter(made -> Room.isThere(abilities, made, fresh.length()))
            .min(Comparator.comparingInt(made -> made.file().length()));
    return best.map(Choice::of).orElseGet(() -> none(abilities, fitting));
  }

  private static boolean isBase(Optional<WholeImage> base, Made made) {
    return base.filter(running -> running.digest().equals(made.base())).isPresent();
  }

  private Choice none(Abilities abilities, List<Made> possible) {
    List<Made> expandable =
        possible.stream().filter(made -> made.expandRam() <= abilities.expandRam()).toList();
    if (!expandable.isEmpty()) {
      int smallest = expandable.stream().mapToInt(made -> made.file().length()).min().orElseThrow();
      return Choice.none(
          Refusal.Code.TOO_LARGE,
          "the device has "
              + abilities.slotSize()
              + " octets of slot, too few for "
              + smallest
              + " octets that become "
              + fresh.length());
    }
    String forms = policy == FormPolicy.DELTA ? "deltas" : "compressed images";
    String reason =
        possible.stream().mapToInt(Made::expandRam).min().stream()
            .mapToObj(ram -> "it has " + abilities.expandRam() + " octets of memory, not " + ram)
            .findFirst()
            .orElse("none of those that are made here");
    return Choice.none(
        policy == FormPolicy.DELTA
            ? Refusal.Code.NO_DELTA_SUPPORT
            : Refusal.Code.NO_COMPRESSION_SUPPORT,
        "the device cannot take " + forms + ": " + reason);
  }
}
